#pragma once
// Threads that requests run on, behind a queue of bounded length.

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace hfi::serving {

class WorkPool {
 public:
  WorkPool(std::size_t threads, std::size_t queue_length);
  // Finishes what was accepted.
  ~WorkPool();
  WorkPool(const WorkPool&) = delete;
  WorkPool& operator=(const WorkPool&) = delete;

  // False when the queue is full: the work is not taken.
  [[nodiscard]] bool submit(std::function<void()> work);

  [[nodiscard]] std::size_t queued() const;

 private:
  void run();

  const std::size_t queue_length_;
  mutable std::mutex mutex_;
  std::condition_variable arrived_;
  std::deque<std::function<void()>> queue_;
  std::size_t idle_ = 0;
  bool closing_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace hfi::serving

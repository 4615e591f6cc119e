#include "serving/work_pool.h"

namespace hfi::serving {

WorkPool::WorkPool(std::size_t threads, std::size_t queue_length) : queue_length_(queue_length) {
  for (std::size_t i = 0; i < threads; ++i) threads_.emplace_back([this] { run(); });
}

WorkPool::~WorkPool() {
  {
    const std::lock_guard lock(mutex_);
    closing_ = true;
  }
  arrived_.notify_all();
  for (auto& thread : threads_) thread.join();
}

bool WorkPool::submit(std::function<void()> work) {
  {
    const std::lock_guard lock(mutex_);
    // idle threads are about to take what is queued
    if (closing_ || queue_.size() >= queue_length_ + idle_) return false;
    queue_.push_back(std::move(work));
  }
  arrived_.notify_one();
  return true;
}

std::size_t WorkPool::queued() const {
  const std::lock_guard lock(mutex_);
  return queue_.size();
}

void WorkPool::run() {
  std::unique_lock lock(mutex_);
  while (true) {
    ++idle_;
    arrived_.wait(lock, [this] { return closing_ || !queue_.empty(); });
    --idle_;
    if (queue_.empty()) return;
    auto work = std::move(queue_.front());
    queue_.pop_front();
    lock.unlock();
    work();
    work = nullptr;  // what it holds must not wait for the next piece of work
    lock.lock();
  }
}

}  // namespace hfi::serving

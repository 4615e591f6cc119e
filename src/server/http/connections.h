#pragma once
// The connections that are open: counted, told that the server stops, waited for.

#include <chrono>
#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <vector>

namespace hfi::server {

class Connections {
 public:
  // Leaves the set as the last thing that happens to it: when the set is empty, nothing of a
  // connection is left.
  class Member : public std::enable_shared_from_this<Member> {
   public:
    explicit Member(Connections& all) : all_(all) {}
    Member(const Member&) = delete;
    Member& operator=(const Member&) = delete;
    virtual ~Member();

    // From any thread. End now when idle, else after the answer.
    virtual void drain() = 0;
    // From any thread. End now; whoever works for it is asked to stop.
    virtual void abort() = 0;

   private:
    Connections& all_;
  };

  // One that comes after drain() is drained at once.
  void add(const std::shared_ptr<Member>& member);
  [[nodiscard]] std::size_t count() const;

  void drain();
  void abort();
  // False when there still are some after `limit`.
  bool wait_until_none(std::chrono::milliseconds limit);
  void wait_until_none();

 private:
  [[nodiscard]] std::vector<std::shared_ptr<Member>> alive() const;

  mutable std::mutex mutex_;
  std::condition_variable none_;
  std::map<const Member*, std::weak_ptr<Member>> members_;
  bool draining_ = false;
};

}  // namespace hfi::server

#include "server/http/connections.h"

namespace hfi::server {

Connections::Member::~Member() {
  const std::scoped_lock lock(all_.mutex_);
  all_.members_.erase(this);
  // under the lock: whoever waits may destroy the set once it can take it
  if (all_.members_.empty()) all_.none_.notify_all();
}

void Connections::add(const std::shared_ptr<Member>& member) {
  bool draining = false;
  {
    const std::scoped_lock lock(mutex_);
    members_.emplace(member.get(), member);
    draining = draining_;
  }
  if (draining) member->drain();
}

std::size_t Connections::count() const {
  const std::scoped_lock lock(mutex_);
  return members_.size();
}

// Copied out, because a member that is released under the lock would wait for it in its destructor.
std::vector<std::shared_ptr<Connections::Member>> Connections::alive() const {
  std::vector<std::shared_ptr<Member>> alive;
  const std::scoped_lock lock(mutex_);
  for (const auto& [_, member] : members_)
    if (auto strong = member.lock()) alive.push_back(std::move(strong));
  return alive;
}

void Connections::drain() {
  {
    const std::scoped_lock lock(mutex_);
    draining_ = true;
  }
  for (const auto& member : alive()) member->drain();
}

void Connections::abort() {
  for (const auto& member : alive()) member->abort();
}

bool Connections::wait_until_none(std::chrono::milliseconds limit) {
  std::unique_lock lock(mutex_);
  return none_.wait_for(lock, limit, [this] { return members_.empty(); });
}

void Connections::wait_until_none() {
  std::unique_lock lock(mutex_);
  none_.wait(lock, [this] { return members_.empty(); });
}

}  // namespace hfi::server

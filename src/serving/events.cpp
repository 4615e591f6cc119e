#include "serving/events.h"

namespace hfi::serving {

void Events::publish(json::Object data) {
  {
    const std::lock_guard lock(mutex_);
    events_.push_back({++last_, std::move(data)});
    if (events_.size() > kept_) events_.pop_front();
  }
  published_.notify_all();
}

std::uint64_t Events::last() const {
  const std::lock_guard lock(mutex_);
  return last_;
}

void Events::close() {
  {
    const std::lock_guard lock(mutex_);
    closed_ = true;
  }
  published_.notify_all();
}

bool Events::closed() const {
  const std::lock_guard lock(mutex_);
  return closed_;
}

std::optional<std::vector<Event>> Events::after(std::uint64_t sequence,
                                                const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  if (sequence > last_ || sequence + events_.size() < last_) return std::nullopt;
  published_.wait(lock, stop, [&] { return last_ > sequence || closed_; });
  const auto missing = last_ - sequence;
  if (missing > events_.size()) return std::nullopt;
  return std::vector<Event>(events_.end() - static_cast<std::ptrdiff_t>(missing), events_.end());
}

}  // namespace hfi::serving

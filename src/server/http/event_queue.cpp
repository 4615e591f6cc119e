#include "server/http/event_queue.h"

#include <utility>

namespace hfi::server {

EventQueue::EventQueue(Options options) : options_(std::move(options)) {}

bool EventQueue::write(std::string_view event, std::string_view id, const json::Object& data) {
  // JSON text holds no line break, so one data line is enough
  std::string frame = "event: ";
  frame.append(event).append("\nid: ").append(id.empty() ? options_.id : id).append("\ndata: ");
  frame.append(json::dump(data)).append("\n\n");
  {
    std::unique_lock lock(mutex_);
    room_.wait(lock, options_.gone, [&] {
      return waiting_.empty() || waiting_.size() + frame.size() <= options_.capacity;
    });
    if (options_.gone.stop_requested()) return false;
    waiting_ += frame;
    ++count_;
  }
  options_.notify();
  return true;
}

std::string EventQueue::take() {
  std::string taken;
  {
    const std::scoped_lock lock(mutex_);
    taken.swap(waiting_);
  }
  room_.notify_all();
  return taken;
}

std::uint64_t EventQueue::count() const {
  const std::scoped_lock lock(mutex_);
  return count_;
}

}  // namespace hfi::server

#pragma once
// The events of one stream on their way from a worker to the connection. Bounded: a producer that is
// faster than the client waits.

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <stop_token>
#include <string>

#include "server/http/event_sink.h"

namespace hfi::server {

class EventQueue final : public EventSink {
 public:
  struct Options {
    std::string id;        // on every event that has none of its own: the correlation id
    std::size_t capacity;  // bytes that may wait; one larger event is accepted when none waits
    std::stop_token gone;
    std::function<void()> notify;  // there is something to take; called on the producer's thread
  };
  explicit EventQueue(Options options);

  bool write(std::string_view event, std::string_view id, const json::Object& data) override;
  [[nodiscard]] std::stop_token gone() const override { return options_.gone; }

  // All that waits, as it goes on the wire; empty when nothing does. Never blocks for long.
  std::string take();
  // Events accepted so far.
  [[nodiscard]] std::uint64_t count() const;

 private:
  const Options options_;
  mutable std::mutex mutex_;
  std::condition_variable_any room_;
  std::string waiting_;
  std::uint64_t count_ = 0;
};

}  // namespace hfi::server

#pragma once
// What happens to models, as a numbered log that anybody can follow from any point.

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>
#include <stop_token>
#include <vector>

#include "core/json.h"

namespace hfi::serving {

struct Event {
  std::uint64_t sequence = 0;  // 1, 2, 3, …
  json::Object data{};         // with its "type"
};

class Events {
 public:
  explicit Events(std::size_t kept = 10'000) : kept_(kept) {}

  void publish(json::Object data);

  // The number of the last event; 0 before the first.
  [[nodiscard]] std::uint64_t last() const;

  // Nobody waits any more.
  void close();
  [[nodiscard]] bool closed() const;

  // All events after that number, in order; waits for one until a stop is requested or all is closed, and is empty then. nullopt when some of
  // them are not kept any more, or the number was never given out: whoever asks must look at the whole again.
  std::optional<std::vector<Event>> after(std::uint64_t sequence, const std::stop_token& stop);

 private:
  const std::size_t kept_;
  mutable std::mutex mutex_;
  std::condition_variable_any published_;
  std::deque<Event> events_;
  std::uint64_t last_ = 0;
  bool closed_ = false;
};

}  // namespace hfi::serving

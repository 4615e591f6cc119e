#pragma once
// Reads the events of a `text/event-stream` as they come.

#include <optional>
#include <string>

#include "support/http_client.h"

namespace hfi::support {

struct Event {
  std::string name;
  std::string id;
  std::string data;

  // Null when `data` is no JSON.
  [[nodiscard]] json::Value json() const;
};

class EventReader {
 public:
  // After receive_head().
  EventReader(Wire& wire, const Answer& head) : body_(wire, head) {}

  // The next event, however long it takes to come; nullopt at the end of the stream.
  Result<std::optional<Event>> next();
  // All that are left.
  Result<std::vector<Event>> rest();

  // Comment lines seen so far: `: ping`.
  [[nodiscard]] int comments() const { return comments_; }

 private:
  std::optional<Event> take_block();

  BodyReader body_;
  std::string text_;
  int comments_ = 0;
};

}  // namespace hfi::support

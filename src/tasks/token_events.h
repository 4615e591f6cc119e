#pragma once
// Tokens of a text as whoever streams it sees them.

#include <cstdint>
#include <string>

#include "tasks/task.h"

namespace hfi::tasks {

// Emits {"type": "token", index, id, text} for each token; the texts, put side by side, are the text.
class TokenEvents {
 public:
  explicit TokenEvents(const Emit& emit) : emit_(&emit) {}

  // `text` is what became certain with this token, often nothing.
  void send(std::int32_t id, std::string text);
  // What the last tokens held back belongs to the last of them.
  void finish(std::string rest);

  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  const Emit* emit_;
  std::size_t count_ = 0;
  std::int32_t last_ = 0;
  std::string text_{};
};

}  // namespace hfi::tasks

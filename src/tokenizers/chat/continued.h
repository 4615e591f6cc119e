#pragma once
// `continue_final_message`: the rendered conversation ends where its last message does.

#include "core/result.h"

namespace hfi::tokenizers::chat {

// A copy of the messages with a mark behind the last one's text, and that text. Fails with invalid_input when it has none.
struct Marked {
  json::Array messages{};
  std::string final_text{};
};
Result<Marked> mark_final_message(const json::Array& messages);

// The text up to the mark. Fails with invalid_input when the template has changed the message.
Result<std::string> cut_at_mark(std::string rendered, const std::string& final_text);

}  // namespace hfi::tokenizers::chat

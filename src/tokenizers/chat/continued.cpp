#include "tokenizers/chat/continued.h"

#include "tokenizers/chat/values/strings.h"

namespace hfi::tokenizers::chat {
namespace {

// The mark of transformers, so that templates that trim treat it alike.
constexpr std::string_view mark = "CONTINUE_FINAL_MESSAGE_TAG ";

auto no_text() {
  return fail(ErrorCode::invalid_input,
              "messages: continue_final_message needs a last message with text in its content");
}

// The last text of a list of content parts.
json::String* last_text(json::Array& parts) {
  for (auto part = parts.rbegin(); part != parts.rend(); ++part) {
    auto* object = part->if_object();
    auto* text = object == nullptr ? nullptr : object->if_contains("text");
    if (text != nullptr) return text->if_string();
  }
  return nullptr;
}

}  // namespace

Result<Marked> mark_final_message(const json::Array& messages) {
  Marked result{.messages = messages};
  auto* last = result.messages.empty() ? nullptr : result.messages.back().if_object();
  auto* content = last == nullptr ? nullptr : last->if_contains("content");
  if (content == nullptr) return no_text();
  auto* text = content->is_array() ? last_text(content->get_array()) : content->if_string();
  if (text == nullptr) return no_text();
  result.final_text = std::string(*text);
  text->append(mark);
  return result;
}

Result<std::string> cut_at_mark(std::string rendered, const std::string& final_text) {
  const auto trimmed_mark = stripped(mark, Ends::both);
  const auto found = rendered.rfind(trimmed_mark);
  if (found == std::string::npos ||
      rendered.find(stripped(final_text, Ends::both)) == std::string::npos)
    return fail(
        ErrorCode::invalid_input,
        "continue_final_message: the chat template does not show the last message as it is");
  const bool keeps_spaces = rendered.substr(found).starts_with(mark);
  rendered.resize(found);
  return keeps_spaces ? rendered : stripped(rendered, Ends::right);
}

}  // namespace hfi::tokenizers::chat

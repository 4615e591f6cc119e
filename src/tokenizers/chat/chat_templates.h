#pragma once
// The chat templates of a tokenizer, and conversations as the text that they make of them.

#include <map>
#include <optional>

#include "tokenizers/chat/template.h"

namespace hfi::tokenizers {

struct ChatOptions {
  bool add_generation_prompt = false;   // ends with what the assistant's answer begins with
  bool continue_final_message = false;  // ends with the last message, left open
  std::optional<json::Array> tools{};
  std::optional<json::Array> documents{};
  std::optional<std::string> chat_template{};  // a template, or the name of one of several
  json::Object variables{};  // more for the template to see, such as enable_thinking
  std::chrono::system_clock::time_point now = std::chrono::system_clock::now();
};

class ChatTemplates {
 public:
  ChatTemplates() = default;
  // `chat_template` of tokenizer_config.json: a template, or a list of {"name", "template"}; may be nullptr. Fails with
  // model_invalid when it is neither. What is wrong inside of a template is said when it is applied.
  static Result<ChatTemplates> read(const json::Value* chat_template);

  // `special_tokens` are variables, too: bos_token, eos_token, …. Fails with model_unsupported when there is no template,
  // with model_invalid when it cannot be parsed, with invalid_option when options contradict each other, and with
  // invalid_input and the template's own words when it refuses the messages.
  [[nodiscard]] Result<std::string> apply(const json::Array& messages, const ChatOptions& options,
                                          const json::Object& special_tokens) const;

  [[nodiscard]] bool empty() const { return templates_.empty(); }

 private:
  struct Entry {
    std::string source{};
    Result<chat::Template> parsed;
  };
  static Entry entry(std::string source) {
    auto parsed = chat::Template::parse(source);
    return {std::move(source), std::move(parsed)};
  }
  [[nodiscard]] Result<const Entry*> choose(const ChatOptions& options,
                                            std::optional<Entry>& given) const;

  bool named_ = false;
  std::map<std::string, Entry, std::less<>> templates_{};
};

}  // namespace hfi::tokenizers

#include "tokenizers/chat/chat_templates.h"

#include "tokenizers/chat/continued.h"

namespace hfi::tokenizers {
namespace {

auto invalid(const std::string& what) {
  return fail(ErrorCode::model_invalid, "tokenizer_config.json: chat_template: " + what);
}

const json::String* text_at(const json::Value& entry, std::string_view key) {
  const auto* object = entry.if_object();
  const auto* value = object == nullptr ? nullptr : object->if_contains(key);
  return value == nullptr ? nullptr : value->if_string();
}

// What the template sees beside the options' own variables.
Result<json::Object> variables_of(const json::Array& messages, const ChatOptions& options,
                                  const json::Object& special_tokens) {
  auto variables = special_tokens;
  for (const auto& [name, value] : options.variables) variables[name] = value;
  for (const auto* name : {"messages", "tools", "documents", "add_generation_prompt"})
    if (options.variables.contains(name))
      return fail(ErrorCode::invalid_option, "chat_template_kwargs: \"" + std::string(name) +
                                                 "\" has a place of its own in the request");
  variables["messages"] = messages;
  variables["tools"] = options.tools ? json::Value(*options.tools) : json::Value();
  variables["documents"] = options.documents ? json::Value(*options.documents) : json::Value();
  variables["add_generation_prompt"] = options.add_generation_prompt;
  return variables;
}

}  // namespace

Result<ChatTemplates> ChatTemplates::read(const json::Value* chat_template) {
  ChatTemplates result;
  if (chat_template == nullptr || chat_template->is_null()) return result;
  if (const auto* text = chat_template->if_string()) {
    result.templates_.emplace("default", entry(std::string(*text)));
    return result;
  }
  const auto* list = chat_template->if_array();
  if (list == nullptr) return invalid("expected a string or a list");
  for (const auto& member : *list) {
    const auto* name = text_at(member, "name");
    const auto* source = text_at(member, "template");
    if (name == nullptr || source == nullptr) return invalid(R"(expected {"name", "template"})");
    result.templates_.insert_or_assign(std::string(*name), entry(std::string(*source)));
  }
  result.named_ = true;
  return result;
}

Result<const ChatTemplates::Entry*> ChatTemplates::choose(const ChatOptions& options,
                                                          std::optional<Entry>& given) const {
  if (options.chat_template) {
    const auto found = templates_.find(*options.chat_template);
    if (named_ && found != templates_.end()) return &found->second;
    given.emplace(entry(*options.chat_template));
    return &*given;
  }
  if (templates_.empty())
    return fail(ErrorCode::model_unsupported,
                "the model's tokenizer has no chat template: it takes text, not messages");
  const auto tool_use = templates_.find("tool_use");
  if (options.tools && tool_use != templates_.end()) return &tool_use->second;
  const auto found = templates_.find("default");
  if (found != templates_.end()) return &found->second;
  std::string names;
  for (const auto& [name, template_] : templates_) names += (names.empty() ? "" : ", ") + name;
  return fail(
      ErrorCode::invalid_option,
      "chat_template: the model has several and none is the default; choose one of " + names);
}

Result<std::string> ChatTemplates::apply(const json::Array& messages, const ChatOptions& options,
                                         const json::Object& special_tokens) const {
  if (messages.empty()) return fail(ErrorCode::invalid_input, "messages: must not be empty");
  if (options.continue_final_message && options.add_generation_prompt)
    return fail(ErrorCode::invalid_option,
                "continue_final_message and add_generation_prompt exclude each other");
  std::optional<Entry> given;
  const auto* chosen = TRY(choose(options, given));
  if (!chosen->parsed) return tl::unexpected<Error>(chosen->parsed.error());
  if (!options.continue_final_message)
    return chosen->parsed->render(TRY(variables_of(messages, options, special_tokens)),
                                  options.now);
  const auto marked = TRY(chat::mark_final_message(messages));
  const auto variables = TRY(variables_of(marked.messages, options, special_tokens));
  return chat::cut_at_mark(TRY(chosen->parsed->render(variables, options.now)), marked.final_text);
}

}  // namespace hfi::tokenizers

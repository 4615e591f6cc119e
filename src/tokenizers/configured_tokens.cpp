#include "tokenizers/configured_tokens.h"

#include <charconv>
#include <map>

namespace hfi::tokenizers {
namespace {

// What the object says, with what it leaves out.
json::Object completed(const json::Value& token, bool special) {
  auto result = added_token(content_of(token).value_or(""));
  const auto* object = token.if_object();
  if (object == nullptr) return result;
  for (const auto* key : {"single_word", "lstrip", "rstrip", "normalized", "special"})
    if (const auto* value = object->if_contains(key); value != nullptr && value->is_bool())
      result[key] = *value;
  if (special) result["special"] = true;
  return result;
}

void append(json::Array& tokens, json::Object token) {
  if (!token.at("content").as_string().empty()) tokens.push_back(std::move(token));
}

void append_listed(json::Array& tokens, const json::Object& listed) {
  std::map<std::int64_t, json::Object> by_id;
  for (const auto& [key, token] : listed) {
    std::int64_t id = 0;
    std::from_chars(key.data(), key.data() + key.size(), id);
    by_id[id] = completed(token, false);
  }
  for (auto& [id, token] : by_id) append(tokens, std::move(token));
}

}  // namespace

std::optional<std::string> content_of(const json::Value& token) {
  if (const auto* text = token.if_string()) return std::string(*text);
  const auto* object = token.if_object();
  const auto* content = object == nullptr ? nullptr : object->if_contains("content");
  const auto* text = content == nullptr ? nullptr : content->if_string();
  return text == nullptr ? std::nullopt : std::optional(std::string(*text));
}

json::Object added_token(const std::string& content) {
  return {{"content", content}, {"single_word", false}, {"lstrip", false},
          {"rstrip", false},    {"normalized", false},  {"special", true}};
}

json::Array configured_tokens(const json::Object& config) {
  json::Array tokens;
  if (const auto* listed = config.if_contains("added_tokens_decoder");
      listed != nullptr && listed->is_object())
    append_listed(tokens, listed->get_object());
  for (const auto* name : special_token_names)
    if (const auto* token = config.if_contains(name)) append(tokens, completed(*token, true));
  for (const auto* name : {"extra_special_tokens", "additional_special_tokens"}) {
    const auto* list = config.if_contains(name);
    if (list == nullptr || !list->is_array()) continue;
    for (const auto& token : list->get_array()) append(tokens, completed(token, true));
    break;
  }
  return tokens;
}

}  // namespace hfi::tokenizers

#include "tasks/fields.h"

namespace hfi::tasks {
namespace {

const json::Value* find(const json::Object& object, std::string_view key) {
  const auto* value = object.if_contains(key);
  return value == nullptr || value->is_null() ? nullptr : value;
}

}  // namespace

std::string text_at(const json::Object& object, std::string_view key) {
  return std::string(object.at(key).as_string());
}

std::size_t count_at(const json::Object& object, std::string_view key) {
  return object.at(key).to_number<std::size_t>();
}

double number_at(const json::Object& object, std::string_view key) {
  return object.at(key).to_number<double>();
}

bool flag_at(const json::Object& object, std::string_view key) { return object.at(key).as_bool(); }

std::vector<std::string> texts_at(const json::Object& object, std::string_view key) {
  std::vector<std::string> texts;
  for (const auto& element : object.at(key).as_array()) texts.emplace_back(element.as_string());
  return texts;
}

std::optional<std::string> optional_text(const json::Object& object, std::string_view key) {
  return find(object, key) == nullptr ? std::nullopt : std::optional(text_at(object, key));
}

std::optional<std::size_t> optional_count(const json::Object& object, std::string_view key) {
  return find(object, key) == nullptr ? std::nullopt : std::optional(count_at(object, key));
}

std::optional<bool> optional_flag(const json::Object& object, std::string_view key) {
  return find(object, key) == nullptr ? std::nullopt : std::optional(flag_at(object, key));
}

}  // namespace hfi::tasks

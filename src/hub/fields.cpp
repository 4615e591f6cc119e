#include "hub/fields.h"

namespace hfi::hub {
namespace {

const json::Value nothing;

const json::Value& member(const json::Object& object, std::string_view key) {
  const auto* found = object.if_contains(key);
  return found == nullptr ? nothing : *found;
}

}  // namespace

std::optional<std::string> text_in(const json::Object& object, std::string_view key) {
  const auto* text = member(object, key).if_string();
  if (text == nullptr) return std::nullopt;
  return std::string(text->data(), text->size());
}

std::optional<std::uint64_t> count_in(const json::Object& object, std::string_view key) {
  const auto& value = member(object, key);
  if (const auto* count = value.if_uint64()) return *count;
  if (const auto* count = value.if_int64(); count != nullptr && *count >= 0)
    return static_cast<std::uint64_t>(*count);
  return std::nullopt;
}

std::optional<double> number_in(const json::Object& object, std::string_view key) {
  const auto& value = member(object, key);
  if (const auto* number = value.if_double()) return *number;
  if (const auto* number = value.if_int64()) return static_cast<double>(*number);
  if (const auto* number = value.if_uint64()) return static_cast<double>(*number);
  return std::nullopt;
}

std::optional<bool> flag_in(const json::Object& object, std::string_view key) {
  const auto* flag = member(object, key).if_bool();
  if (flag == nullptr) return std::nullopt;
  return *flag;
}

const json::Object* object_in(const json::Object& object, std::string_view key) {
  return member(object, key).if_object();
}

const json::Array* array_in(const json::Object& object, std::string_view key) {
  return member(object, key).if_array();
}

}  // namespace hfi::hub

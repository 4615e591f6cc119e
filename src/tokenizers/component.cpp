#include "tokenizers/component.h"

#include <limits>

#include "tokenizers/text/utf8.h"

namespace hfi::tokenizers {
namespace {

std::string describe(const json::Value& value) {
  auto text = json::dump(value);
  constexpr std::size_t most = 60;
  if (text.size() > most) text.replace(most, std::string::npos, "…");
  return text;
}

}  // namespace

Result<Component> Component::of(const json::Value& value, std::string place) {
  if (const auto* object = value.if_object()) return Component(*object, std::move(place));
  return fail(ErrorCode::model_invalid,
              "tokenizer.json: " + place + ": expected an object, got " + describe(value));
}

tl::unexpected<Error> Component::invalid(std::string_view key, const std::string& what) const {
  const auto dot = place_.empty() || key.empty() ? "" : ".";
  return fail(ErrorCode::model_invalid,
              "tokenizer.json: " + place_ + dot + std::string(key) + ": " + what);
}

const json::Value* Component::find(std::string_view key) const {
  const auto* value = object_->if_contains(key);
  return value != nullptr && !value->is_null() ? value : nullptr;
}

Result<const json::Value*> Component::need(std::string_view key) const {
  if (const auto* value = find(key)) return value;
  return invalid(key, "missing");
}

Result<bool> Component::flag(std::string_view key) const {
  const auto* value = TRY(need(key));
  if (const auto* flag = value->if_bool()) return *flag;
  return invalid(key, "expected true or false, got " + describe(*value));
}

Result<bool> Component::flag(std::string_view key, bool absent) const {
  if (find(key) == nullptr) return absent;
  return flag(key);
}

Result<std::string> Component::text(std::string_view key) const {
  const auto* value = TRY(need(key));
  if (const auto* text = value->if_string()) return std::string(*text);
  return invalid(key, "expected a string, got " + describe(*value));
}

Result<std::string> Component::text(std::string_view key, std::string_view absent) const {
  if (find(key) == nullptr) return std::string(absent);
  return text(key);
}

Result<std::optional<std::string>> Component::optional_text(std::string_view key) const {
  if (find(key) == nullptr) return std::nullopt;
  return TRY(text(key));
}

Result<std::uint32_t> Component::count(std::string_view key) const {
  const auto* value = TRY(need(key));
  constexpr std::int64_t most = std::numeric_limits<std::int32_t>::max();
  const auto* number = value->if_int64();
  if (number != nullptr && *number >= 0 && *number <= most)
    return static_cast<std::uint32_t>(*number);
  return invalid(
      key, "expected an integer from 0 to " + std::to_string(most) + ", got " + describe(*value));
}

Result<std::uint32_t> Component::count(std::string_view key, std::uint32_t absent) const {
  if (find(key) == nullptr) return absent;
  return count(key);
}

Result<char32_t> Component::character(std::string_view key) const {
  const auto value = TRY(text(key));
  if (!value.empty() && utf8::length(value[0]) == value.size())
    return utf8::decode(value, 0).character;
  return invalid(key, "expected one character, got \"" + value + "\"");
}

Result<const json::Array*> Component::array(std::string_view key) const {
  const auto* value = TRY(need(key));
  if (const auto* array = value->if_array()) return array;
  return invalid(key, "expected an array, got " + describe(*value));
}

Result<Component> Component::child(std::string_view key) const {
  const auto* value = TRY(need(key));
  return of(*value, place_.empty() ? std::string(key) : place_ + "." + std::string(key));
}

Result<std::vector<Component>> Component::children(std::string_view key) const {
  const auto* values = TRY(array(key));
  std::vector<Component> result;
  result.reserve(values->size());
  for (std::size_t i = 0; i < values->size(); ++i)
    result.push_back(
        TRY(of((*values)[i], place_ + "." + std::string(key) + "[" + std::to_string(i) + "]")));
  return result;
}

}  // namespace hfi::tokenizers

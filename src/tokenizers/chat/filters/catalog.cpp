#include "tokenizers/chat/filters/catalog.h"

#include <array>

#include "tokenizers/chat/values/strings.h"

namespace hfi::tokenizers::chat::filters {

nodes::Filter find(std::string_view name) {
  struct Unit {
    std::string_view name;
    nodes::Filter function;
  };
  static constexpr Unit units[] = {
#define FILTER(name, function) {name, function},
#include "tokenizers/chat/filters/catalog.def"
#undef FILTER
  };
  for (const auto& unit : units)
    if (unit.name == name) return unit.function;
  return nullptr;
}

Result<Value> member_of(Renderer& renderer, const Value& item, const Value& attribute) {
  const auto* path = attribute.if_text();
  if (path == nullptr) return element_of(renderer, item, attribute);
  auto value = item;
  for (const auto& part : chat::split(*path, ".", std::string::npos, Ends::left)) {
    const bool is_number = is_all(part, CharacterKind::decimal) && part.size() < 18;
    value = TRY(element_of(renderer, value,
                           is_number ? Value(std::int64_t{std::stoll(part)}) : Value(part)));
  }
  return value;
}

Value without_case(const Value& value) {
  const auto* text = value.if_text();
  return text == nullptr ? value : Value(chat::lower(*text));
}

}  // namespace hfi::tokenizers::chat::filters

// Filters on single values.

#include <charconv>
#include <cmath>

#include "tokenizers/chat/filters/catalog.h"
#include "tokenizers/chat/values/compare.h"
#include "tokenizers/chat/values/strings.h"
#include "tokenizers/chat/values/text.h"

namespace hfi::tokenizers::chat::filters {
namespace {

std::string without_underscores(std::string text) {
  std::erase(text, '_');
  return text;
}

std::optional<double> parsed_real(const std::string& text) {
  auto digits = without_underscores(stripped(text, Ends::both));
  if (digits.starts_with('+')) digits.erase(0, 1);
  double number = 0;
  const auto [end, code] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  const bool whole = end == digits.data() + digits.size() && !digits.empty();
  return whole && code == std::errc{} ? std::optional(number) : std::nullopt;
}

std::optional<std::int64_t> parsed_integer(const std::string& text, int base) {
  auto digits = chat::lower(without_underscores(stripped(text, Ends::both)));
  const bool is_negative = digits.starts_with('-');
  if (is_negative || digits.starts_with('+')) digits.erase(0, 1);
  const auto prefix = digits.substr(0, 2);
  if ((base == 16 && prefix == "0x") || (base == 8 && prefix == "0o") ||
      (base == 2 && prefix == "0b"))
    digits.erase(0, 2);
  if (is_negative) digits.insert(0, "-");
  std::int64_t number = 0;
  const auto [end, code] =
      std::from_chars(digits.data(), digits.data() + digits.size(), number, base);
  const bool whole = end == digits.data() + digits.size() && !digits.empty();
  return whole && code == std::errc{} ? std::optional(number) : std::nullopt;
}

std::optional<std::int64_t> truncated(double number) {
  if (!(number > -9.2e18 && number < 9.2e18)) return std::nullopt;
  return static_cast<std::int64_t>(number);
}

}  // namespace

Result<Value> default_value(Renderer&, const Value& value, const Arguments& arguments) {
  const auto bound = TRY(Bound::of("default", arguments, {"default_value", "boolean"}));
  const bool absent = value.is_undefined() || (bound.flag(1, false) && !truth(value));
  if (!absent) return value;
  return bound[0] == nullptr ? Value("") : *bound[0];
}

Result<Value> attr(Renderer& renderer, const Value& value, const Arguments& arguments) {
  const auto bound = TRY(Bound::of("attr", arguments, {"name"}));
  const auto name = TRY(bound.text(0));
  if (value.if_dict() == nullptr) return attribute_of(renderer, value, name);
  TRY(defined(value));
  return Value::undefined("'dict object' has no attribute '" + name + "'");
}

Result<Value> abs(Renderer&, const Value& value, const Arguments& arguments) {
  TRY(Bound::of("abs", arguments, {}));
  TRY(defined(value));
  const auto number = number_of(value);
  if (!number) return error("bad operand type for abs(): '" + std::string(type_name(value)) + "'");
  return *number < 0 ? negative(value) : positive(value);
}

Result<Value> integer(Renderer&, const Value& value, const Arguments& arguments) {
  const auto bound = TRY(Bound::of("int", arguments, {"default", "base"}));
  const auto base = TRY(bound.integer(1, 10));
  if (base < 2 || base > 36) return error("int(): base must be from 2 to 36");
  TRY(defined(value));
  if (const auto number = integer_of(value)) return Value(*number);
  std::optional<std::int64_t> result;
  if (const auto* text = value.if_text()) {
    result = parsed_integer(*text, static_cast<int>(base));
    const auto real = result ? std::nullopt : parsed_real(*text);
    if (real) result = truncated(*real);
  } else if (const auto number = number_of(value)) {
    result = truncated(*number);
  }
  if (result) return Value(*result);
  return bound[0] == nullptr ? Value(std::int64_t{0}) : *bound[0];
}

Result<Value> real(Renderer&, const Value& value, const Arguments& arguments) {
  const auto bound = TRY(Bound::of("float", arguments, {"default"}));
  TRY(defined(value));
  const auto* text = value.if_text();
  const auto number = text == nullptr ? number_of(value) : parsed_real(*text);
  if (number) return Value(*number);
  return bound[0] == nullptr ? Value(0.0) : *bound[0];
}

Result<Value> round(Renderer&, const Value& value, const Arguments& arguments) {
  const auto bound = TRY(Bound::of("round", arguments, {"precision", "method"}));
  const auto precision = TRY(bound.integer(0, 0));
  const auto method = TRY(bound.text(1, "common"));
  TRY(defined(value));
  const auto number = number_of(value);
  if (!number) return error("type " + std::string(type_name(value)) + " cannot be rounded");
  if (precision < -300 || precision > 300)
    return error("round(): precision must be from -300 to 300");
  const auto scale = std::pow(10.0, static_cast<double>(precision));
  if (method == "ceil") return Value(std::ceil(*number * scale) / scale);
  if (method == "floor") return Value(std::floor(*number * scale) / scale);
  if (method != "common") return error("method must be common, ceil or floor");
  if (value.get_if<std::int64_t>() != nullptr && precision >= 0) return value;
  if (precision < 0) return Value(std::nearbyint(*number * scale) / scale);
  std::array<char, 700> buffer{};  // correctly rounded by the library, halves to even
  const auto size =
      std::snprintf(buffer.data(), buffer.size(), "%.*f", static_cast<int>(precision), *number);
  return Value(
      parsed_real(std::string(buffer.data(), static_cast<std::size_t>(size))).value_or(*number));
}

Result<Value> tojson(Renderer&, const Value& value, const Arguments& arguments) {
  const auto bound =
      TRY(Bound::of("tojson", arguments, {"ensure_ascii", "indent", "separators", "sort_keys"}));
  JsonStyle style{.ensure_ascii = bound.flag(0, false), .sort_keys = bound.flag(3, false)};
  if (bound[1] != nullptr && !bound[1]->is_none()) {
    constexpr std::int64_t widest = 100;
    const auto* text = bound[1]->if_text();
    style.indent = text != nullptr ? *text
                                   : std::string(static_cast<std::size_t>(std::clamp<std::int64_t>(
                                                     TRY(bound.integer(1, 0)), 0, widest)),
                                                 ' ');
    style.item_separator = ",";
  }
  if (bound[2] != nullptr && !bound[2]->is_none()) {
    const auto separators = TRY(items_of(*bound[2]));
    if (separators.size() != 2 || separators[0].if_text() == nullptr ||
        separators[1].if_text() == nullptr)
      return error("tojson(): separators must be two strings");
    style.item_separator = *separators[0].if_text();
    style.key_separator = *separators[1].if_text();
  }
  return Value(TRY(to_json(value, style)));
}

Result<Value> length(Renderer&, const Value& value, const Arguments& arguments) {
  TRY(Bound::of("length", arguments, {}));
  return Value(TRY(length_of(value)));
}

}  // namespace hfi::tokenizers::chat::filters

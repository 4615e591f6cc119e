#include "tokenizers/chat/values/specification.h"

#include <array>
#include <charconv>
#include <cstdio>

#include "tokenizers/chat/values/arithmetic.h"
#include "tokenizers/chat/values/compare.h"
#include "tokenizers/chat/values/strings.h"
#include "tokenizers/chat/values/text.h"
#include "tokenizers/text/utf8.h"

namespace hfi::tokenizers::chat {
namespace {

constexpr std::size_t widest = 10'000;

bool take_number(std::string_view& text, std::size_t& number) {
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (code != std::errc{} || number > widest) return false;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return true;
}

bool is_align(char c) { return c == '<' || c == '>' || c == '^'; }

bool is_sign(char c) { return c == '+' || c == '-' || c == ' '; }

// The text's first character, where it is one of those.
char take_if(std::string_view& text, bool (*is_one)(char)) {
  if (text.empty() || !is_one(text[0])) return '\0';
  const char c = text[0];
  text.remove_prefix(1);
  return c;
}

void take_alignment(std::string_view& text, Specification& result) {
  const auto first = text.empty() ? 0 : utf8::length(text[0]);
  if (text.size() > first && first > 0 && is_align(text[first])) {
    result.fill = text.substr(0, first);
    text.remove_prefix(first);
  }
  result.align = take_if(text, is_align);
}

std::string grouped(std::string digits) {
  const auto end = digits.find_first_not_of("0123456789");
  auto at = end == std::string::npos ? digits.size() : end;
  for (; at > 3; at -= 3) digits.insert(at - 3, 1, ',');
  return digits;
}

auto wrong_type(char type, std::string_view name) {
  return error("Unknown format code '" + std::string(1, type) + "' for object of type '" +
               std::string(name) + "'");
}

bool is_one_of(char type, std::string_view types) {
  return types.find(type) != std::string_view::npos;
}

int base_of(char type) {
  switch (type) {
    case 'x':
    case 'X':
      return 16;
    case 'o':
      return 8;
    case 'b':
      return 2;
    default:
      return 10;
  }
}

std::string digits_of_integer(std::int64_t integer, char type) {
  const auto magnitude =
      integer < 0 ? 0 - static_cast<std::uint64_t>(integer) : static_cast<std::uint64_t>(integer);
  std::array<char, 64> buffer{};
  const auto end = std::to_chars(buffer.begin(), buffer.end(), magnitude, base_of(type)).ptr;
  const std::string text(buffer.begin(), end);
  return type == 'X' ? upper(text) : text;
}

// By printf's directive of this type.
Result<std::string> digits_of_real(double magnitude, const Specification& specification) {
  const char type = specification.type;
  if (type == '\0' && specification.precision < 0) return to_text(magnitude);
  const bool share = type == '%';
  const char letter = type == '\0' ? 'g' : share ? 'f' : type;
  const std::string directive{'%', '.', '*', letter, '\0'};
  const int precision = specification.precision < 0 ? 6 : specification.precision;
  std::array<char, 512> buffer{};
  const auto size = std::snprintf(buffer.data(), buffer.size(), directive.c_str(), precision,
                                  magnitude * (share ? 100 : 1));
  if (size < 0 || static_cast<std::size_t>(size) >= buffer.size())
    return error("a number with too many digits");
  return std::string(buffer.data()) + (share ? "%" : "");
}

Result<std::string> digits_of(const Value& value, double number,
                              const Specification& specification) {
  const char type = specification.type;
  const auto integer = integer_of(value);
  if (integer && (type == '\0' || is_one_of(type, "dxXob")))
    return digits_of_integer(*integer, type);
  if (type != '\0' && !is_one_of(type, "eEfFgG%")) return wrong_type(type, type_name(value));
  return digits_of_real(number < 0 ? -number : number, specification);
}

Ends ends_of(char align, Ends otherwise) {
  if (align == '<') return Ends::left;
  if (align == '>') return Ends::right;
  return align == '^' ? Ends::both : otherwise;
}

Result<std::string> formatted_text(const std::string& text, const Specification& specification) {
  if (specification.type != '\0' && specification.type != 's')
    return wrong_type(specification.type, "str");
  std::string cut = text;
  if (specification.precision >= 0) {
    cut.clear();
    auto left = specification.precision;
    for (const auto character : characters_of(text))
      if (left-- > 0) cut += character;
  }
  const auto at = ends_of(specification.align, Ends::left);
  return padded(cut, specification.width, specification.fill, at);
}

Result<std::string> formatted_number(const Value& value, double number,
                                     const Specification& specification) {
  auto digits = TRY(digits_of(value, number, specification));
  if (specification.grouped) digits = grouped(std::move(digits));
  std::string sign = number < 0 ? "-" : "";
  if (sign.empty() && (specification.sign == '+' || specification.sign == ' '))
    sign = specification.sign;
  if (specification.align == '=') {
    const auto width = specification.width - std::min(specification.width, sign.size());
    return sign + padded(digits, width, "0", Ends::right);
  }
  const auto at = ends_of(specification.align, Ends::right);
  return padded(sign + digits, specification.width, specification.fill, at);
}

}  // namespace

Result<Specification> read_specification(std::string_view text) {
  const auto whole = std::string(text);
  Specification result;
  take_alignment(text, result);
  result.sign = take_if(text, is_sign);
  if (text.starts_with('0') && result.align == '\0') {
    result.fill = "0";
    result.align = '=';
  }
  bool valid = text.empty() || text[0] < '0' || text[0] > '9' || take_number(text, result.width);
  if (text.starts_with(',')) {
    result.grouped = true;
    text.remove_prefix(1);
  }
  if (valid && text.starts_with('.')) {
    std::size_t precision = 0;
    text.remove_prefix(1);
    valid = take_number(text, precision) && precision < 300;
    result.precision = static_cast<int>(precision);
  }
  if (text.size() == 1) {
    result.type = text[0];
    text.remove_prefix(1);
  }
  if (!valid || !text.empty()) return error("Invalid format specifier '" + whole + "'");
  return result;
}

Result<std::string> formatted(const Value& value, const Specification& specification) {
  TRY(defined(value));
  if (const auto* text = value.if_text()) return formatted_text(*text, specification);
  const auto number = number_of(value);
  if (number && value.get_if<bool>() == nullptr)
    return formatted_number(value, *number, specification);
  if (specification.width > 0 || specification.type != '\0')
    return error("unsupported format for object of type '" + std::string(type_name(value)) + "'");
  return to_text(value);
}

}  // namespace hfi::tokenizers::chat

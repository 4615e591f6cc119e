// The two ways in which Python fills in a text: "%s" % value and "{}".format(value).

#include "tokenizers/chat/values/format.h"

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

// [[fill]align][sign][#][0][width][,][.precision][type]
struct Specification {
  std::string fill = " ";
  char align = '\0';
  char sign = '\0';
  bool grouped = false;
  std::size_t width = 0;
  int precision = -1;
  char type = '\0';
};

constexpr std::size_t widest = 10'000;

bool take_number(std::string_view& text, std::size_t& number) {
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (code != std::errc{} || number > widest) return false;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return true;
}

bool is_align(char c) { return c == '<' || c == '>' || c == '^'; }

Result<Specification> read_specification(std::string_view text) {
  const auto whole = std::string(text);
  Specification result;
  const auto first = text.empty() ? 0 : utf8::length(text[0]);
  if (text.size() > first && first > 0 && is_align(text[first])) {
    result.fill = text.substr(0, first);
    text.remove_prefix(first);
  }
  if (!text.empty() && is_align(text[0])) {
    result.align = text[0];
    text.remove_prefix(1);
  }
  if (!text.empty() && (text[0] == '+' || text[0] == '-' || text[0] == ' ')) {
    result.sign = text[0];
    text.remove_prefix(1);
  }
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

std::string grouped(std::string digits) {
  const auto end = digits.find_first_not_of("0123456789");
  auto at = end == std::string::npos ? digits.size() : end;
  for (; at > 3; at -= 3) digits.insert(at - 3, 1, ',');
  return digits;
}

// The digits of a magnitude, by printf's directive of this type.
Result<std::string> digits_of(const Value& value, const Specification& specification) {
  const auto integer = integer_of(value);
  const char type = specification.type;
  std::array<char, 512> buffer{};
  if (integer &&
      (type == '\0' || type == 'd' || type == 'x' || type == 'X' || type == 'o' || type == 'b')) {
    const auto magnitude = *integer < 0 ? 0 - static_cast<std::uint64_t>(*integer)
                                        : static_cast<std::uint64_t>(*integer);
    const int base = type == 'x' || type == 'X' ? 16 : type == 'o' ? 8 : type == 'b' ? 2 : 10;
    const auto end = std::to_chars(buffer.begin(), buffer.end(), magnitude, base).ptr;
    std::string text(buffer.begin(), end);
    return type == 'X' ? upper(text) : text;
  }
  const auto number = number_of(value);
  constexpr std::string_view reals = "eEfFgG%";
  if (!number || (type != '\0' && reals.find(type) == std::string_view::npos))
    return error("Unknown format code '" + std::string(1, type) + "' for object of type '" +
                 std::string(type_name(value)) + "'");
  const auto magnitude = (*number < 0 ? -*number : *number) * (type == '%' ? 100 : 1);
  if (type == '\0' && specification.precision < 0) return to_text(magnitude);
  const std::string directive{'%', '.', '*', type == '%' ? 'f' : type == '\0' ? 'g' : type, '\0'};
  const int precision = specification.precision < 0 ? 6 : specification.precision;
  const auto size =
      std::snprintf(buffer.data(), buffer.size(), directive.c_str(), precision, magnitude);
  if (size < 0 || static_cast<std::size_t>(size) >= buffer.size())
    return error("a number with too many digits");
  return std::string(buffer.data()) + (type == '%' ? "%" : "");
}

Result<std::string> formatted(const Value& value, const Specification& specification) {
  TRY(defined(value));
  if (const auto* text = value.if_text()) {
    if (specification.type != '\0' && specification.type != 's')
      return error("Unknown format code '" + std::string(1, specification.type) +
                   "' for object of type 'str'");
    std::string cut = *text;
    if (specification.precision >= 0) {
      cut.clear();
      auto left = specification.precision;
      for (const auto character : characters_of(*text))
        if (left-- > 0) cut += character;
    }
    const auto at = specification.align == '>'   ? Ends::right
                    : specification.align == '^' ? Ends::both
                                                 : Ends::left;
    return padded(cut, specification.width, specification.fill, at);
  }
  const auto number = number_of(value);
  if (!number || value.get_if<bool>() != nullptr) {
    if (specification.width > 0 || specification.type != '\0')
      return error("unsupported format for object of type '" + std::string(type_name(value)) + "'");
    return to_text(value);
  }
  auto digits = TRY(digits_of(value, specification));
  if (specification.grouped) digits = grouped(std::move(digits));
  std::string sign = *number < 0 ? "-" : "";
  if (sign.empty() && (specification.sign == '+' || specification.sign == ' '))
    sign = specification.sign;
  if (specification.align == '=') {
    const auto width = specification.width - std::min(specification.width, sign.size());
    return sign + padded(digits, width, "0", Ends::right);
  }
  const auto at = specification.align == '<'   ? Ends::left
                  : specification.align == '^' ? Ends::both
                                               : Ends::right;
  return padded(sign + digits, specification.width, specification.fill, at);
}

Result<Value> field(const std::string& name, const Arguments& arguments, std::size_t& automatic) {
  std::size_t index = automatic;
  if (name.empty()) {
    ++automatic;
  } else {
    const auto [end, code] = std::from_chars(name.data(), name.data() + name.size(), index);
    if (code != std::errc{} || end != name.data() + name.size()) {
      if (const auto* value = arguments.find(name)) return *value;
      return error("format(): no argument '" + name + "'");
    }
  }
  if (index < arguments.positional.size()) return arguments.positional[index];
  return error("Replacement index " + std::to_string(index) +
               " out of range for positional args tuple");
}

}  // namespace

Result<std::string> format_braces(std::string_view format, const Arguments& arguments) {
  std::string result;
  std::size_t automatic = 0;
  while (!format.empty()) {
    const char c = format[0];
    if ((c == '{' || c == '}') && format.size() > 1 && format[1] == c) {
      result += c;
      format.remove_prefix(2);
      continue;
    }
    if (c == '}') return error("Single '}' encountered in format string");
    if (c != '{') {
      result += c;
      format.remove_prefix(1);
      continue;
    }
    const auto end = format.find('}');
    if (end == std::string_view::npos) return error("expected '}' before end of string");
    const auto inside = format.substr(1, end - 1);
    const auto colon = inside.find(':');
    auto name = std::string(inside.substr(0, colon));
    const bool repr = name.ends_with("!r");
    if (repr || name.ends_with("!s")) name.resize(name.size() - 2);
    auto value = TRY(field(name, arguments, automatic));
    if (repr) value = Value(represented(value));
    const auto specification = colon == std::string_view::npos ? "" : inside.substr(colon + 1);
    result += TRY(formatted(value, TRY(read_specification(specification))));
    if (result.size() > max_made) return error("a string longer than " + std::to_string(max_made));
    format.remove_prefix(end + 1);
  }
  return result;
}

Result<std::string> format_percent(const std::string& format, const Value& values) {
  std::vector<Value> given{values};
  const auto* list = values.if_list();
  if (list != nullptr && list->kind == Sequence::tuple) given = list->items;
  std::size_t used = 0;
  std::string result;
  for (std::size_t i = 0; i < format.size(); ++i) {
    if (format[i] != '%') {
      result += format[i];
      continue;
    }
    std::size_t end = i + 1;
    Value value;
    bool named = false;
    if (end < format.size() && format[end] == '(') {
      const auto close = format.find(')', end);
      const auto* dict = values.if_dict();
      if (close == std::string::npos || dict == nullptr) return error("format requires a mapping");
      const auto* found = dict->find(format.substr(end + 1, close - end - 1));
      if (found == nullptr) return error("format(): a key is missing");
      value = *found;
      named = true;
      end = close + 1;
    }
    const auto flags = end;
    while (end < format.size() &&
           std::string_view("-+ 0123456789.").find(format[end]) != std::string_view::npos)
      ++end;
    if (end == format.size()) return error("incomplete format");
    i = end;
    if (format[end] == '%') {
      result += '%';
      continue;
    }
    if (!named) {
      if (used == given.size()) return error("not enough arguments for format string");
      value = given[used++];
    }
    auto specification = format.substr(flags, end - flags);
    if (specification.starts_with('-')) specification[0] = '<';
    char type = format[end];
    if (type == 's' || type == 'r') {
      value = Value(type == 's' ? to_text(value) : represented(value));
      type = 's';
      if (!specification.starts_with('<')) specification.insert(0, 1, '>');
    } else if (type == 'i' || type == 'u') {
      type = 'd';
    }
    if (const auto* real = value.get_if<double>(); real != nullptr && type == 'd') {
      if (!(*real > -9e18 && *real < 9e18)) return error("an int does not fit into 64 bits");
      value = Value(static_cast<std::int64_t>(*real));
    }
    result += TRY(formatted(value, TRY(read_specification(specification + type))));
    if (result.size() > max_made) return error("a string longer than " + std::to_string(max_made));
  }
  if (used < given.size() && list != nullptr && list->kind == Sequence::tuple)
    return error("not all arguments converted during string formatting");
  return result;
}

}  // namespace hfi::tokenizers::chat

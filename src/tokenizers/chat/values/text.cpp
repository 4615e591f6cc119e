#include "tokenizers/chat/values/text.h"

#include <array>
#include <charconv>
#include <cmath>

#include "tokenizers/text/utf8.h"
#include "tokenizers/unicode/classes.h"

namespace hfi::tokenizers::chat {
namespace {

// str.isprintable()
bool is_printable(char32_t c) {
  using unicode::Category;
  constexpr auto hidden = unicode::bit(Category::Cc) | unicode::bit(Category::Cf) |
                          unicode::bit(Category::Cs) | unicode::bit(Category::Co) |
                          unicode::bit(Category::Cn) | unicode::bit(Category::Zl) |
                          unicode::bit(Category::Zp) | unicode::bit(Category::Zs);
  return c == ' ' || !unicode::is_one_of(unicode::classes()[c], hidden);
}

std::string hexadecimal(char32_t c, int digits) {
  constexpr std::string_view alphabet = "0123456789abcdef";
  std::string result;
  for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4)
    result += alphabet[c >> static_cast<unsigned>(shift) & 0xFU];
  return result;
}

std::string escaped(char32_t c) {
  if (c == '\n') return "\\n";
  if (c == '\r') return "\\r";
  if (c == '\t') return "\\t";
  if (c < 0x100) return "\\x" + hexadecimal(c, 2);
  return c < 0x10000 ? "\\u" + hexadecimal(c, 4) : "\\U" + hexadecimal(c, 8);
}

std::string quoted(const std::string& text) {
  const bool has_single = text.find('\'') != std::string::npos;
  const char quote = has_single && text.find('"') == std::string::npos ? '"' : '\'';
  std::string result(1, quote);
  for (std::size_t at = 0; at < text.size();) {
    const auto [c, length] = utf8::decode(text, at);
    if (c == static_cast<unsigned char>(quote) || c == '\\') result += '\\';
    if (is_printable(c))
      result += text.substr(at, length);
    else
      result += escaped(c);
    at += length;
  }
  return result + quote;
}

std::string joined(const List& list) {
  std::string result;
  for (const auto& item : list.items) {
    if (&item != &list.items.front()) result += ", ";
    result += represented(item);
  }
  return result;
}

std::string sequence(const List& list) {
  switch (list.kind) {
    case Sequence::list:
      return "[" + joined(list) + "]";
    case Sequence::tuple:
      return "(" + joined(list) + (list.items.size() == 1 ? ",)" : ")");
    case Sequence::view:
      return "dict_items([" + joined(list) + "])";
    case Sequence::range:
      return "range(" + joined(list) + ")";
    case Sequence::generator:
      return "<generator object>";
  }
  return "";
}

std::string members(const Dict& dict) {
  std::string result = "{";
  for (const auto& entry : dict.entries) {
    if (&entry != &dict.entries.front()) result += ", ";
    result += represented(entry.first) + ": " + represented(entry.second);
  }
  return result + "}";
}

}  // namespace

std::string to_text(double value) {
  if (std::isnan(value)) return "nan";
  if (std::isinf(value)) return value < 0 ? "-inf" : "inf";
  const auto magnitude = std::abs(value);
  const bool scientific = magnitude != 0 && (magnitude < 1e-4 || magnitude >= 1e16);
  std::array<char, 64> buffer{};
  const auto [end, code] =
      std::to_chars(buffer.begin(), buffer.end(), value,
                    scientific ? std::chars_format::scientific : std::chars_format::fixed);
  std::string text(buffer.begin(), end);
  if (!scientific && text.find('.') == std::string::npos) text += ".0";
  return text;
}

std::string to_text(const Value& value) {
  if (const auto* text = value.if_text()) return *text;
  if (value.is_undefined()) return "";
  return represented(value);
}

std::string represented(const Value& value) {
  if (value.is_undefined()) return "Undefined";
  if (value.is_none()) return "None";
  if (const auto* flag = value.get_if<bool>()) return *flag ? "True" : "False";
  if (const auto* number = value.get_if<std::int64_t>()) return std::to_string(*number);
  if (const auto* number = value.get_if<double>()) return to_text(*number);
  if (const auto* text = value.if_text()) return quoted(*text);
  if (const auto* list = value.if_list()) return sequence(*list);
  if (const auto* dict = value.if_dict()) return members(*dict);
  if (const auto* names = value.if_namespace())
    return "<Namespace " + members(names->members) + ">";
  return "<function>";
}

}  // namespace hfi::tokenizers::chat

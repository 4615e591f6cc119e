#include "tokenizers/chat/syntax/tag_scanner.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "tokenizers/chat/values/characters.h"
#include "tokenizers/text/utf8.h"

namespace hfi::tokenizers::chat {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_name(char c) {
  return is_digit(c) || c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         static_cast<unsigned char>(c) >= 0x80;
}
char at(std::string_view text, std::size_t i) { return i < text.size() ? text[i] : '\0'; }

// Digits that may have underscores between them.
std::size_t digits(std::string_view text) {
  std::size_t end = 0;
  while (is_digit(at(text, end)) ||
         (end > 0 && at(text, end) == '_' && is_digit(at(text, end + 1))))
    ++end;
  return end;
}

std::string without_underscores(std::string_view text) {
  std::string result(text);
  std::erase(result, '_');
  return result;
}

// Bytes of a number with a fraction or an exponent, or 0.
std::size_t real_length(std::string_view text) {
  auto end = digits(text);
  if (end == 0) return 0;
  const auto fraction = at(text, end) == '.' ? digits(text.substr(end + 1)) : 0;
  if (fraction > 0) end += 1 + fraction;
  std::size_t exponent = 0;
  if (at(text, end) == 'e' || at(text, end) == 'E') {
    const std::size_t sign = at(text, end + 1) == '+' || at(text, end + 1) == '-' ? 1 : 0;
    const auto power = end + 1 + sign <= text.size() ? digits(text.substr(end + 1 + sign)) : 0;
    if (power > 0) exponent = 1 + sign + power;
  }
  return fraction + exponent > 0 ? end + exponent : 0;
}

Result<Scanned> scan_number(std::string_view text, std::size_t line, bool after_dot) {
  Scanned result;
  result.token.line = line;
  if (const auto length = after_dot ? 0 : real_length(text)) {
    const auto written = without_underscores(text.substr(0, length));
    std::from_chars(written.data(), written.data() + written.size(), result.token.real);
    result.token.kind = Token::Kind::real;
    result.length = length;
    return result;
  }
  int base = 10;
  const char mark = static_cast<char>(at(text, 1) | 0x20);
  if (text[0] == '0' && (mark == 'x' || mark == 'o' || mark == 'b'))
    base = mark == 'x' ? 16 : mark == 'o' ? 8 : 2;
  const std::size_t prefix = base == 10 ? 0 : 2;
  std::size_t end = prefix;
  while (end < text.size() &&
         (base == 16 ? is_name(text[end]) : is_digit(text[end]) || text[end] == '_'))
    ++end;
  const auto written = without_underscores(text.substr(prefix, end - prefix));
  const auto [stop, code] =
      std::from_chars(written.data(), written.data() + written.size(), result.token.integer, base);
  if (code != std::errc{} || stop != written.data() + written.size())
    return invalid_template(line, "not an integer: " + std::string(text.substr(0, end)));
  result.token.kind = Token::Kind::integer;
  result.length = end;
  return result;
}

struct Escape {
  char32_t character;
  std::size_t length;  // behind the backslash
};

std::optional<Escape> read_digits(std::string_view text, std::size_t from, std::size_t count,
                                  int base) {
  unsigned value = 0;
  const auto part = text.substr(std::min(from, text.size()), count);
  const auto [end, code] = std::from_chars(part.data(), part.data() + part.size(), value, base);
  const auto read = static_cast<std::size_t>(end - part.data());
  const bool whole = base == 8 ? read > 0 : read == count;
  if (code != std::errc{} || !whole || value > 0x10FFFF || (value >= 0xD800 && value < 0xE000))
    return std::nullopt;
  return Escape{value, from + read};
}

// Python's escapes; `text` starts behind the backslash. Without a character, both stay as they are.
std::optional<Escape> read_escape(std::string_view text, bool& invalid) {
  constexpr std::string_view letters = "\\'\"abfnrtv";
  constexpr std::string_view characters = "\\'\"\a\b\f\n\r\t\v";
  const char c = at(text, 0);
  if (const auto found = letters.find(c); c != '\0' && found != std::string_view::npos)
    return Escape{static_cast<char32_t>(characters[found]), 1};
  std::optional<Escape> result;
  if (c == 'x') result = read_digits(text, 1, 2, 16);
  if (c == 'u') result = read_digits(text, 1, 4, 16);
  if (c == 'U') result = read_digits(text, 1, 8, 16);
  if (c >= '0' && c <= '7') result = read_digits(text, 0, 3, 8);
  invalid = !result && (c == 'x' || c == 'u' || c == 'U' || c == 'N');
  return result;
}

Result<Scanned> scan_string(std::string_view text, std::size_t line) {
  Scanned result;
  result.token.kind = Token::Kind::string;
  result.token.line = line;
  auto& out = result.token.text;
  std::size_t i = 1;
  while (i < text.size() && text[i] != text[0]) {
    if (text[i] != '\\') {
      out += text[i++];
      continue;
    }
    bool invalid = false;
    const auto escape = read_escape(text.substr(i + 1), invalid);
    if (invalid) return invalid_template(line, "an escape in a string that is not one");
    if (escape) {
      utf8::append(out, escape->character);
      i += 1 + escape->length;
    } else if (at(text, i + 1) == '\n') {
      i += 2;
    } else {
      out += text[i++];
      if (i < text.size()) out += text[i++];
    }
  }
  if (i >= text.size()) return invalid_template(line, "a string does not end");
  result.length = i + 1;
  return result;
}

}  // namespace

std::size_t leading_space(std::string_view text) {
  std::size_t end = 0;
  while (end < text.size() && is_space(utf8::decode(text, end).character))
    end += utf8::length(text[end]);
  return end;
}

std::size_t trailing_space(std::string_view text) {
  auto begin = text.size();
  while (begin > 0) {
    const auto before = utf8::previous(text, begin);
    if (!is_space(utf8::decode(text, before).character)) break;
    begin = before;
  }
  return text.size() - begin;
}

Result<Scanned> scan_token(std::string_view text, std::size_t line, bool after_dot) {
  if (is_digit(text[0])) return scan_number(text, line, after_dot);
  if (text[0] == '"' || text[0] == '\'') return scan_string(text, line);
  Scanned result;
  result.token.line = line;
  if (is_name(text[0])) {
    while (is_name(at(text, result.length))) ++result.length;
    result.token.kind = Token::Kind::name;
  } else {
    constexpr std::array<std::string_view, 26> symbols{
        "//", "**", "==", "!=", ">=", "<=", "+", "-", "/", "*", "%", "~", "[",
        "]",  "(",  ")",  "{",  "}",  ">",  "<", "=", ".", ":", "|", ",", ";"};
    const auto* symbol = std::ranges::find_if(
        symbols, [&](std::string_view candidate) { return text.starts_with(candidate); });
    if (symbol == symbols.end())
      return invalid_template(
          line, "unexpected \"" + std::string(text.substr(0, utf8::length(text[0]))) + "\"");
    result.token.kind = Token::Kind::symbol;
    result.length = symbol->size();
  }
  result.token.text = text.substr(0, result.length);
  return result;
}

}  // namespace hfi::tokenizers::chat

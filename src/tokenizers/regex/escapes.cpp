#include "tokenizers/regex/escapes.h"

namespace hfi::tokenizers::regex {
namespace {

std::optional<char32_t> control_character(char32_t letter) {
  switch (letter) {
    case 't':
      return U'\t';
    case 'n':
      return U'\n';
    case 'r':
      return U'\r';
    case 'f':
      return U'\f';
    case 'v':
      return U'\v';
    case 'a':
      return U'\a';
    case 'e':
      return char32_t{0x1B};
    default:
      return std::nullopt;
  }
}

std::optional<CharacterSet> shorthand(char32_t letter, Where where) {
  const auto words = [where] { return where == Where::in_class ? word_in_class() : word(); };
  switch (letter) {
    case 's':
      return white_space();
    case 'S':
      return white_space().complement();
    case 'w':
      return words();
    case 'W':
      return words().complement();
    case 'd':
      return digit();
    case 'D':
      return digit().complement();
    case 'h':
      return hexadecimal();
    case 'H':
      return hexadecimal().complement();
    default:
      return std::nullopt;
  }
}

Result<CharacterSet> read_property(Scanner& pattern, bool negated) {
  if (!pattern.take("{")) return pattern.invalid("\\p without {");
  if (pattern.take("^")) negated = !negated;
  auto set = TRY(property(TRY(pattern.take_until("}"))));
  return negated ? set.complement() : set;
}

Result<char32_t> read_hexadecimal(Scanner& pattern, std::size_t digits) {
  constexpr std::size_t longest = 6;
  const bool braced = pattern.take("{");
  const auto value = pattern.take_number(16, braced ? longest : digits);
  const bool is_character = value && *value < 0x110000 && (*value < 0xD800 || *value > 0xDFFF);
  if (!is_character || (braced && !pattern.take("}"))) return pattern.invalid("not a character");
  return *value;
}

// Three octal digits, or fewer after a zero; one digit alone refers to a group.
std::optional<char32_t> take_octal(Scanner& pattern) {
  constexpr std::size_t digits = 3;
  auto ahead = pattern;
  const bool is_short = ahead.next_is("0");
  std::optional<char32_t> value = 0;
  for (std::size_t i = 0; i < digits; ++i) {
    const auto digit = ahead.take_number(8, 1);
    if (!digit && !(is_short && i > 0)) return std::nullopt;
    if (!digit) break;
    value = *value * 8 + *digit;
  }
  pattern = ahead;
  return value;
}

// One member of a class. Sets have no character.
Result<Escape> read_member(Scanner& pattern) {
  if (!pattern.take("\\")) return Escape{.character = pattern.take()};
  auto escape = TRY(read_escape(pattern, Where::in_class));
  if (escape.set || escape.character) return escape;
  if (escape.letter == 'b') return Escape{.character = U'\b'};
  return Escape{.character = escape.letter};
}

Result<void> add_member(Scanner& pattern, CharacterSet& set) {
  const auto first = TRY(read_member(pattern));
  if (first.set) {
    set.add(*first.set);
    return {};
  }
  if (!pattern.next_is("-") || pattern.next_is("-]") || pattern.next_is("-&&")) {
    set.add_range(*first.character, *first.character);
    return {};
  }
  pattern.take("-");
  if (pattern.at_end()) return pattern.invalid("the class has no end");
  const auto last = TRY(read_member(pattern));
  if (last.set || *last.character < *first.character)
    return pattern.invalid("not a range of characters");
  set.add_range(*first.character, *last.character);
  return {};
}

// What follows "[:".
Result<CharacterSet> read_bracket(Scanner& pattern) {
  const bool negated = pattern.take("^");
  auto bracket = TRY(posix_bracket(TRY(pattern.take_until(":]"))));
  return negated ? bracket.complement() : bracket;
}

// The members up to "]" or "&&".
Result<CharacterSet> read_union(Scanner& pattern, bool first) {
  CharacterSet set;
  while (!pattern.at_end() && (first || !pattern.next_is("]")) && !pattern.next_is("&&")) {
    if (pattern.take("[:"))
      set.add(TRY(read_bracket(pattern)));
    else if (pattern.take("["))
      set.add(TRY(read_class(pattern)));
    else
      TRY(add_member(pattern, set));
    first = false;
  }
  return set;
}

}  // namespace

std::optional<char32_t> Scanner::take_number(unsigned base, std::size_t most) {
  std::optional<char32_t> value;
  for (; most > 0 && !at_end(); --most) {
    const auto c = static_cast<unsigned char>(pattern_[at_]);
    unsigned digit = base;
    if (c >= '0' && c <= '9') digit = c - unsigned{'0'};
    if (c >= 'a' && c <= 'f') digit = c - unsigned{'a'} + 10;
    if (c >= 'A' && c <= 'F') digit = c - unsigned{'A'} + 10;
    if (digit >= base) break;
    value = value.value_or(0) * base + digit;
    ++at_;
  }
  return value;
}

Result<Escape> read_escape(Scanner& pattern, Where where) {
  if (pattern.at_end()) return pattern.invalid("nothing after the backslash");
  if (const auto octal = take_octal(pattern)) return Escape{.character = octal};
  const auto letter = pattern.take();
  if (const auto character = control_character(letter)) return Escape{.character = character};
  if (auto set = shorthand(letter, where)) return Escape{.set = std::move(set)};
  if (letter == 'p' || letter == 'P')
    return Escape{.set = TRY(read_property(pattern, letter == 'P'))};
  if (letter == 'x') return Escape{.character = TRY(read_hexadecimal(pattern, 2))};
  if (letter == 'u') return Escape{.character = TRY(read_hexadecimal(pattern, 4))};
  const bool is_plain = !((letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
                          (letter >= '0' && letter <= '9'));
  if (is_plain) return Escape{.character = letter};
  return Escape{.letter = letter};
}

Result<CharacterSet> read_class(Scanner& pattern) {
  const bool negated = pattern.take("^");
  auto set = TRY(read_union(pattern, true));
  while (pattern.take("&&")) {
    const auto other = TRY(read_union(pattern, false));
    set = {.items = {},
           .alternatives = {
               std::string("(?=").append(other.inside()).append(")").append(set.inside())}};
  }
  if (!pattern.take("]")) return pattern.invalid("the class has no end");
  return negated ? set.complement() : set;
}

std::string literal(char32_t c) {
  const bool is_plain =
      c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  if (is_plain) return utf8::encode(c);
  CharacterSet set;
  set.add_range(c, c);
  return set.items;
}

}  // namespace hfi::tokenizers::regex

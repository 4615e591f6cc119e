#include "tokenizers/regex/character_set.h"

#include <array>
#include <charconv>

namespace hfi::tokenizers::regex {
namespace {

std::string hexadecimal_of(char32_t c) {
  std::array<char, 8> digits{};
  const auto end =
      std::to_chars(digits.begin(), digits.end(), static_cast<std::uint32_t>(c), 16).ptr;
  std::string text = "\\x{";
  return text.append(digits.begin(), end) += '}';
}

constexpr std::string_view any = "[\\x{0}-\\x{10FFFF}]";
constexpr std::string_view none = "(?!)";

}  // namespace

void CharacterSet::add(const CharacterSet& other) {
  items += other.items;
  alternatives.insert(alternatives.end(), other.alternatives.begin(), other.alternatives.end());
}

void CharacterSet::add_range(char32_t first, char32_t last) {
  items += hexadecimal_of(first);
  if (first == last) return;
  items += '-';
  items += hexadecimal_of(last);
}

std::string CharacterSet::inside() const {
  if (alternatives.empty()) return items.empty() ? std::string(none) : "[" + items + "]";
  std::string text = "(?:";
  if (!items.empty()) text.append("[").append(items).append("]|");
  for (const auto& alternative : alternatives) text.append(alternative).append("|");
  text.back() = ')';
  return text;
}

std::string CharacterSet::outside() const {
  if (alternatives.empty()) return items.empty() ? std::string(any) : "[^" + items + "]";
  return std::string("(?:(?!").append(inside()).append(")").append(any).append(")");
}

CharacterSet CharacterSet::complement() const { return {.items = {}, .alternatives = {outside()}}; }

CharacterSet white_space() {
  return {.items =
              "\\x{9}-\\x{d} "
              "\\x{85}\\x{a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}\\x{2029}\\x{202f}\\x{205f}\\x{"
              "3000}"};
}

CharacterSet hexadecimal() { return {.items = "0-9A-Fa-f"}; }

}  // namespace hfi::tokenizers::regex

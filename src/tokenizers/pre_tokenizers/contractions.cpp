#include "tokenizers/pre_tokenizers/contractions.h"

#include "core/ascii.h"

namespace hfi::tokenizers::pre_tokenizers {
namespace {

// Both in small letters, '\0' where the text ends.
std::size_t length_by(char first, char second) {
  switch (first) {
    case 's':
    case 't':
    case 'm':
    case 'd':
      return 2;
    case 'r':
    case 'v':
      return second == 'e' ? 3 : 0;
    case 'l':
      return second == 'l' ? 3 : 0;
    default:
      return 0;
  }
}

char byte_at(std::string_view text, std::size_t at) { return at < text.size() ? text[at] : '\0'; }

}  // namespace

std::size_t small_contraction(std::string_view text, std::size_t at) {
  return byte_at(text, at) == '\'' ? length_by(byte_at(text, at + 1), byte_at(text, at + 2)) : 0;
}

std::size_t contraction(std::string_view text, std::size_t at) {
  constexpr std::string_view long_s = "ſ";  // an s, when upper case is as good as lower case
  if (byte_at(text, at) != '\'') return 0;
  if (text.substr(at + 1).starts_with(long_s)) return 1 + long_s.size();
  return length_by(ascii_lower(byte_at(text, at + 1)), ascii_lower(byte_at(text, at + 2)));
}

}  // namespace hfi::tokenizers::pre_tokenizers

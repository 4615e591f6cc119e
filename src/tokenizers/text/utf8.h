#pragma once
// UTF-8, one character at a time. All but the first three trust that the text is valid.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace hfi::tokenizers::utf8 {

// The first offset that is not the start of a well-formed character (Unicode 16, table 3-7), or npos.
std::size_t find_invalid(std::string_view text);

// The text with U+FFFD for each maximal part of a character that is not one (as Rust's from_utf8_lossy).
std::string replace_invalid(std::string_view text);

// Bytes at the end of the text that begin a character and may become one.
std::size_t unfinished(std::string_view text);

// Characters in a valid text.
std::size_t count(std::string_view text);

inline bool is_continuation(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

// Bytes of the character that starts with `lead`.
inline std::size_t length(char lead) {
  const auto byte = static_cast<unsigned char>(lead);
  if (byte < 0x80) return 1;
  if (byte < 0xE0) return 2;
  return byte < 0xF0 ? 3 : 4;
}

struct Decoded {
  char32_t character;
  std::uint32_t length;
};

// The character that starts at `at`.
inline Decoded decode(const char* at) {
  const auto byte = [at](int i) {
    return static_cast<char32_t>(static_cast<unsigned char>(at[i]));
  };
  const char32_t lead = byte(0);
  if (lead < 0x80) return {lead, 1};
  if (lead < 0xE0) return {(lead & 0x1FU) << 6U | (byte(1) & 0x3FU), 2};
  if (lead < 0xF0) return {(lead & 0x0FU) << 12U | (byte(1) & 0x3FU) << 6U | (byte(2) & 0x3FU), 3};
  return {(lead & 0x07U) << 18U | (byte(1) & 0x3FU) << 12U | (byte(2) & 0x3FU) << 6U |
              (byte(3) & 0x3FU),
          4};
}
inline Decoded decode(std::string_view text, std::size_t at) { return decode(text.data() + at); }

// The start of the character before `at`, which is not the beginning.
inline std::size_t previous(std::string_view text, std::size_t at) {
  do --at;
  while (is_continuation(text[at]));
  return at;
}

void append(std::string& out, char32_t character);
std::string encode(char32_t character);

}  // namespace hfi::tokenizers::utf8

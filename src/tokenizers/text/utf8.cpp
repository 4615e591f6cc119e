#include "tokenizers/text/utf8.h"

#include <cstring>

namespace hfi::tokenizers::utf8 {
namespace {

constexpr std::uint64_t high_bits = 0x8080808080808080ULL;

std::uint64_t load(const char* at) {
  std::uint64_t word = 0;
  std::memcpy(&word, at, sizeof word);
  return word;
}

struct Prefix {
  std::size_t length;  // of the longest start of a well-formed character
  bool is_whole;
};

struct Range {
  unsigned low;
  unsigned high;
};

// What may follow the first byte: no longer form than is needed, no surrogates, nothing beyond U+10FFFF.
Range second_bytes(unsigned lead) {
  switch (lead) {
    case 0xE0:
      return {0xA0, 0xBF};
    case 0xED:
      return {0x80, 0x9F};
    case 0xF0:
      return {0x90, 0xBF};
    case 0xF4:
      return {0x80, 0x8F};
    default:
      return {0x80, 0xBF};
  }
}

Prefix longest_prefix(std::string_view text) {
  const auto byte = [text](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned lead = byte(0);
  if (lead < 0x80) return {1, true};
  if (lead < 0xC2 || lead > 0xF4) return {1, false};
  const std::size_t length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  for (std::size_t i = 1; i < length; ++i) {
    const auto [low, high] = i == 1 ? second_bytes(lead) : Range{0x80, 0xBF};
    if (i == text.size() || byte(i) < low || byte(i) > high) return {i, false};
  }
  return {length, true};
}

}  // namespace

std::size_t find_invalid(std::string_view text) {
  std::size_t i = 0;
  while (i < text.size()) {
    if (i + 8 <= text.size() && (load(text.data() + i) & high_bits) == 0) {
      i += 8;
      continue;
    }
    const auto [length, is_whole] = longest_prefix(text.substr(i));
    if (!is_whole) return i;
    i += length;
  }
  return std::string_view::npos;
}

std::string replace_invalid(std::string_view text) {
  std::string result;
  for (auto invalid = find_invalid(text); invalid != std::string_view::npos;
       invalid = find_invalid(text)) {
    result += text.substr(0, invalid);
    result += "\uFFFD";
    text.remove_prefix(invalid + longest_prefix(text.substr(invalid)).length);
  }
  result += text;
  return result;
}

std::size_t unfinished(std::string_view text) {
  constexpr std::size_t most = 3;
  for (std::size_t size = 1; size <= std::min(most, text.size()); ++size) {
    const auto end = text.substr(text.size() - size);
    const auto lead = static_cast<unsigned char>(end[0]);
    if (is_continuation(end[0])) continue;
    const bool begins = lead >= 0xC2 && lead <= 0xF4 && size < length(end[0]);
    return begins && longest_prefix(end).length == size ? size : 0;
  }
  return 0;
}

std::size_t count(std::string_view text) {
  std::size_t continuations = 0;
  for (const char byte : text) continuations += is_continuation(byte) ? 1U : 0U;
  return text.size() - continuations;
}

void append(std::string& out, char32_t c) {
  const auto put = [&out](char32_t byte) { out += static_cast<char>(byte); };
  if (c < 0x80) return put(c);
  if (c < 0x800) {
    put(0xC0U | c >> 6U);
    return put(0x80U | (c & 0x3FU));
  }
  if (c < 0x10000) {
    put(0xE0U | c >> 12U);
  } else {
    put(0xF0U | c >> 18U);
    put(0x80U | (c >> 12U & 0x3FU));
  }
  put(0x80U | (c >> 6U & 0x3FU));
  put(0x80U | (c & 0x3FU));
}

std::string encode(char32_t character) {
  std::string out;
  append(out, character);
  return out;
}

}  // namespace hfi::tokenizers::utf8

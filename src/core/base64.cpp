#include "core/base64.h"

#include <array>
#include <cstdint>

namespace hfi {
namespace {

constexpr std::string_view alphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::uint8_t skip = 64;
constexpr std::uint8_t bad = 65;

constexpr auto value_of = [] {
  std::array<std::uint8_t, 256> table{};
  table.fill(bad);
  for (std::size_t i = 0; i < alphabet.size(); ++i)
    table[static_cast<unsigned char>(alphabet[i])] = static_cast<std::uint8_t>(i);
  for (const char blank : {' ', '\t', '\r', '\n'}) table[static_cast<unsigned char>(blank)] = skip;
  return table;
}();

}  // namespace

std::optional<std::string> base64_decode(std::string_view text) {
  while (!text.empty() && (text.back() == '=' || text.back() == '\n' || text.back() == '\r'))
    text.remove_suffix(1);
  std::string bytes;
  bytes.reserve(text.size() / 4 * 3 + 3);
  std::uint32_t bits = 0;
  unsigned digits = 0;
  for (const char c : text) {
    const auto value = value_of[static_cast<unsigned char>(c)];
    if (value == skip) continue;
    if (value == bad) return std::nullopt;
    bits = bits << 6U | value;
    if (++digits % 4 == 0) {
      bytes += static_cast<char>(bits >> 16U);
      bytes += static_cast<char>(bits >> 8U);
      bytes += static_cast<char>(bits);
    }
  }
  switch (digits % 4) {
    case 1:
      return std::nullopt;
    case 2:
      bytes += static_cast<char>(bits >> 4U);
      break;
    case 3:
      bytes += static_cast<char>(bits >> 10U);
      bytes += static_cast<char>(bits >> 2U);
      break;
    default:
      break;
  }
  return bytes;
}

std::string base64_encode(std::string_view bytes) {
  std::string text;
  text.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    std::uint32_t bits = 0;
    for (std::size_t j = 0; j < 3; ++j)
      bits = bits << 8U | (i + j < bytes.size() ? static_cast<unsigned char>(bytes[i + j]) : 0U);
    for (unsigned j = 0; j < 4; ++j)
      text += i + j <= bytes.size() ? alphabet[bits >> (18U - 6U * j) & 63U] : '=';
  }
  return text;
}

}  // namespace hfi

#include "tokenizers/text/byte_characters.h"

#include "tokenizers/text/utf8.h"

namespace hfi::tokenizers {
namespace {

constexpr char32_t first_stand_in = 0x100;
constexpr char32_t end_of_stand_ins = 0x144;

constexpr bool stands_for_itself(char32_t c) {
  return (c >= 0x21 && c <= 0x7E) || (c >= 0xA1 && c <= 0xAC) || (c >= 0xAE && c <= 0xFF);
}

constexpr std::array<char32_t, 256> build() {
  std::array<char32_t, 256> result{};
  char32_t next = first_stand_in;
  for (char32_t byte = 0; byte < 256; ++byte)
    result[byte] = stands_for_itself(byte) ? byte : next++;
  return result;
}
constexpr auto characters = build();

constexpr std::array<std::uint8_t, end_of_stand_ins - first_stand_in> build_bytes() {
  std::array<std::uint8_t, end_of_stand_ins - first_stand_in> result{};
  for (std::size_t byte = 0; byte < 256; ++byte)
    if (characters[byte] >= first_stand_in)
      result[characters[byte] - first_stand_in] = static_cast<std::uint8_t>(byte);
  return result;
}
constexpr auto stood_for = build_bytes();

}  // namespace

const std::array<char32_t, 256>& byte_characters() { return characters; }

std::optional<std::uint8_t> byte_of(char32_t c) {
  if (c >= first_stand_in && c < end_of_stand_ins) return stood_for[c - first_stand_in];
  if (stands_for_itself(c)) return static_cast<std::uint8_t>(c);
  return std::nullopt;
}

std::string to_byte_characters(std::string_view bytes) {
  std::string result;
  for (const char byte : bytes) utf8::append(result, characters[static_cast<unsigned char>(byte)]);
  return result;
}

std::optional<std::string> from_byte_characters(std::string_view token) {
  std::string result;
  for (std::size_t i = 0; i < token.size();) {
    const auto [character, length] = utf8::decode(token, i);
    const auto byte = byte_of(character);
    if (!byte) return std::nullopt;
    result += static_cast<char>(*byte);
    i += length;
  }
  return result;
}

}  // namespace hfi::tokenizers

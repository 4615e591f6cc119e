#pragma once
// The printable characters that stand for bytes in byte-level vocabularies (GPT-2's bytes_to_unicode).

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hfi::tokenizers {

// The character of each byte.
const std::array<char32_t, 256>& byte_characters();

// The byte that a character stands for.
std::optional<std::uint8_t> byte_of(char32_t character);

std::string to_byte_characters(std::string_view bytes);

// The bytes that a token stands for; nothing when one of its characters stands for none.
std::optional<std::string> from_byte_characters(std::string_view token);

}  // namespace hfi::tokenizers

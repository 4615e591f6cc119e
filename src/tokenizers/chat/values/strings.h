#pragma once
// What Python's str can do, on UTF-8.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hfi::tokenizers::chat {

enum class Ends { left, right, both };

// Without white space, or without the characters of `characters`, at the ends.
std::string stripped(std::string_view text, Ends ends,
                     const std::optional<std::string>& characters = std::nullopt);

std::string upper(std::string_view text);
std::string lower(std::string_view text);
std::string capitalized(std::string_view text);
// Every word's first letter is a capital; words end at what has no case.
std::string title(std::string_view text);
std::string swapped_case(std::string_view text);

// At most `most` cuts; without a separator, at runs of white space. The separator is not empty.
std::vector<std::string> split(std::string_view text, const std::optional<std::string>& separator,
                               std::size_t most, Ends from);
std::vector<std::string> split_lines(std::string_view text, bool keep_ends);

// At most `most` replacements, from the left; an empty `from` is found between all characters.
std::string replaced(std::string_view text, std::string_view from, std::string_view to,
                     std::size_t most);

// `width` characters, with `fill` (one character) at the sides; a longer text stays as it is.
std::string padded(std::string_view text, std::size_t width, std::string_view fill, Ends text_at);

// Characters, as many as the text has.
std::vector<std::string_view> characters_of(std::string_view text);

enum class CharacterKind { alpha, alnum, decimal, digit, numeric, space, lower, upper };
// str.isalpha() and its kin.
bool is_all(std::string_view text, CharacterKind kind);

}  // namespace hfi::tokenizers::chat

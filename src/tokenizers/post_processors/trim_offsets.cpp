#include "tokenizers/post_processors/trim_offsets.h"

#include <algorithm>

#include "tokenizers/text/utf8.h"
#include "tokenizers/unicode/classes.h"

namespace hfi::tokenizers::post_processors {
namespace {

bool is_space(char32_t c) {
  constexpr char32_t byte_level_space = 0x120;
  return c == byte_level_space || unicode::is_space(c);
}

std::uint32_t leading_spaces(std::string_view token) {
  std::uint32_t count = 0;
  for (std::size_t i = 0; i < token.size(); ++count) {
    const auto [character, length] = utf8::decode(token, i);
    if (!is_space(character)) break;
    i += length;
  }
  return count;
}

std::uint32_t trailing_spaces(std::string_view token) {
  std::uint32_t count = 0;
  for (auto end = token.size(); end > 0; ++count) {
    end = utf8::previous(token, end);
    if (!is_space(utf8::decode(token, end).character)) break;
  }
  return count;
}

void trim(Encoding& encoding, bool add_prefix_space) {
  for (std::size_t i = 0; i < encoding.tokens.size(); ++i) {
    auto& [start, end] = encoding.offsets[i];
    auto leading = leading_spaces(encoding.tokens[i]);
    const auto trailing = trailing_spaces(encoding.tokens[i]);
    const bool is_first = i == 0 || start == 0;
    if (is_first && add_prefix_space && leading == 1) leading = 0;
    if (leading > 0) start = std::min(start + leading, end);
    if (trailing > 0 && end >= trailing) end = std::max(end - trailing, start);
  }
}

}  // namespace

void trim_offsets(std::vector<Encoding>& texts, const OffsetTrimming& options) {
  if (!options.trim_offsets) return;
  for (auto& text : texts) {
    trim(text, options.add_prefix_space);
    for (auto& window : text.overflowing) trim(window, options.add_prefix_space);
  }
}

}  // namespace hfi::tokenizers::post_processors

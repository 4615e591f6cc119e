#include "core/utf8.h"

#include <algorithm>

namespace hfi {
namespace {

bool begins_character(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }

}  // namespace

std::size_t count_characters(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(text, begins_character));
}

CharacterIndex::CharacterIndex(std::string_view text) : text_(text) {
  for (std::size_t i = 0; i < text.size(); ++i)
    if (begins_character(text[i])) starts_.push_back(i);
  starts_.push_back(text.size());
}

std::string_view CharacterIndex::slice(std::size_t start, std::size_t end) const {
  const auto last = starts_.size() - 1;
  const auto from = starts_[std::min(start, last)];
  const auto to = starts_[std::min(end, last)];
  return text_.substr(from, to < from ? 0 : to - from);
}

}  // namespace hfi

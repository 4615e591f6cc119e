#pragma once
// Counting characters (Unicode code points) in UTF-8. Texts must be valid UTF-8.

#include <cstddef>
#include <string_view>
#include <vector>

namespace hfi {

std::size_t count_characters(std::string_view text);

// Cuts a text by character positions in constant time each.
class CharacterIndex {
 public:
  explicit CharacterIndex(std::string_view text);

  // Characters [start, end); positions behind the text count as its end.
  [[nodiscard]] std::string_view slice(std::size_t start, std::size_t end) const;

 private:
  std::string_view text_;
  std::vector<std::size_t> starts_;  // the byte at which each character begins, and the end
};

}  // namespace hfi

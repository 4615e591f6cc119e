#pragma once
// The tokens "<0x00>" to "<0xFF>" that spell what a vocabulary has no token for.

#include <algorithm>
#include <array>

#include "tokenizers/models/vocabulary.h"

namespace hfi::tokenizers::models {

class ByteTokens {
 public:
  static ByteTokens of(const Vocabulary& vocabulary);

  [[nodiscard]] bool has_all(std::string_view bytes) const {
    return std::ranges::all_of(bytes, [this](char byte) { return id_of(byte) >= 0; });
  }
  // -1 when the vocabulary has no token for the byte.
  [[nodiscard]] std::int32_t id_of(char byte) const {
    return ids_[static_cast<unsigned char>(byte)];
  }

 private:
  std::array<std::int32_t, 256> ids_{};
};

}  // namespace hfi::tokenizers::models

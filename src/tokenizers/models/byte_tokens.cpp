#include "tokenizers/models/byte_tokens.h"

namespace hfi::tokenizers::models {

ByteTokens ByteTokens::of(const Vocabulary& vocabulary) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  ByteTokens result;
  for (std::size_t byte = 0; byte < 256; ++byte) {
    const std::string token{'<', '0', 'x', digits[byte >> 4U], digits[byte & 15U], '>'};
    result.ids_[byte] = vocabulary.id_of(token).value_or(-1);
  }
  return result;
}

}  // namespace hfi::tokenizers::models

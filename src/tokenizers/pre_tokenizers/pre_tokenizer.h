#pragma once
// Cuts text into words.

#include <memory>

#include "tokenizers/component.h"
#include "tokenizers/text/pieces.h"

namespace hfi::tokenizers {

class PreTokenizer {
 public:
  virtual ~PreTokenizer() = default;

  // Splits each piece that is not a token yet.
  virtual Result<void> split(Pieces& pieces) const = 0;

  // The same for a model that takes bytes as they are, instead of the characters that stand for them.
  // Only a pre-tokenizer whose last step is to write those characters has it.
  [[nodiscard]] virtual bool ends_in_byte_characters() const { return false; }
  virtual Result<void> split_bytes(Pieces& pieces) const { return split(pieces); }
};

Result<std::unique_ptr<const PreTokenizer>> read_pre_tokenizer(const Component& component);

}  // namespace hfi::tokenizers

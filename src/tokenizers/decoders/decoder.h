#pragma once
// Tokens back to text.

#include <memory>

#include "tokenizers/component.h"

namespace hfi::tokenizers {

class Decoder {
 public:
  virtual ~Decoder() = default;

  // Rewrites the tokens so that the text is what comes out when they are put side by side.
  virtual void decode(std::vector<std::string>& tokens) const = 0;
};

Result<std::unique_ptr<const Decoder>> read_decoder(const Component& component);

}  // namespace hfi::tokenizers

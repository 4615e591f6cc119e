#pragma once
// Text to text, before it is cut into words.

#include <memory>

#include "tokenizers/component.h"
#include "tokenizers/text/aligned_text.h"

namespace hfi::tokenizers {

class Normalizer {
 public:
  virtual ~Normalizer() = default;
  virtual Result<void> normalize(AlignedText& text) const = 0;
};

// Reads the component that its `type` names. Fails with model_unsupported when there is none such, with model_invalid
// when its members are not as they should be.
Result<std::unique_ptr<const Normalizer>> read_normalizer(const Component& component);

}  // namespace hfi::tokenizers

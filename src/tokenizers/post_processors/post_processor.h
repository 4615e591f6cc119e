#pragma once
// Puts the special tokens of the model around the texts.

#include <memory>

#include "tokenizers/component.h"
#include "tokenizers/encoding.h"

namespace hfi::tokenizers {

enum class SpecialTokens { leave_out, add };

class PostProcessor {
 public:
  virtual ~PostProcessor() = default;

  // How many tokens `process` adds to one text or two.
  [[nodiscard]] virtual std::size_t added_tokens(std::size_t texts) const = 0;

  // Takes one or two texts, with their windows, and returns what is to be joined.
  [[nodiscard]] virtual std::vector<Encoding> process(std::vector<Encoding> texts,
                                                      SpecialTokens special_tokens) const = 0;
};

Result<std::unique_ptr<const PostProcessor>> read_post_processor(const Component& component);

}  // namespace hfi::tokenizers

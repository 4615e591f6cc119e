#pragma once

#include "tokenizers/encoding.h"

namespace hfi::tokenizers::post_processors {

// Leaves the white space that byte-level tokens begin and end with out of their offsets, in all windows. The one space
// that the pre-tokenizer put in front of the text is not part of it, so with `add_prefix_space` it is not taken off.
struct OffsetTrimming {
  bool trim_offsets = true;
  bool add_prefix_space = true;
};
void trim_offsets(std::vector<Encoding>& texts, const OffsetTrimming& options);

}  // namespace hfi::tokenizers::post_processors

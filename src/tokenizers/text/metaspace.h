#pragma once
// The options that Metaspace has as a pre-tokenizer and as a decoder.

#include "tokenizers/component.h"

namespace hfi::tokenizers {

enum class PrependScheme { always, never, first };

struct MetaspaceOptions {
  char32_t replacement{};
  PrependScheme prepend_scheme = PrependScheme::always;
  bool split = true;
};

// Also reads the older spelling of the prepend scheme, `add_prefix_space`.
Result<MetaspaceOptions> read_metaspace(const Component& component);

}  // namespace hfi::tokenizers

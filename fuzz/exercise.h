#pragma once
// Uses a tokenizer that came out of strange bytes.

#include <cstdlib>

#include "tokenizers/decode_stream.h"

namespace hfi::fuzz {

inline void exercise(const tokenizers::Tokenizer& tokenizer) {
  constexpr const char* texts[] = {"Hello, world!  It's 12:30.\n",
                                   "naïve ﬁne Ａ 日本語 👩‍👩‍👧",
                                   "<s> [MASK]</s>", ""};
  for (const auto* text : texts) {
    const auto encoding = tokenizer.encode(text);
    if (!encoding) continue;
    tokenizers::DecodeStream stream(tokenizer);
    std::string streamed;
    for (const auto id : encoding->ids) streamed += stream.step(id);
    streamed += stream.finish();
    if (streamed != tokenizer.decode(encoding->ids)) std::abort();
    (void)tokenizer.encode_pair(text, texts[0],
                                {.truncation = tokenizers::Truncation{.max_length = 5}});
  }
}

}  // namespace hfi::fuzz

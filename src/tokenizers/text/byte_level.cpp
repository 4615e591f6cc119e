#include "tokenizers/text/byte_level.h"

#include "tokenizers/text/byte_characters.h"
#include "tokenizers/text/utf8.h"

namespace hfi::tokenizers {

void write_byte_characters(Rewrite& out, std::size_t bytes) {
  const auto source = out.source();
  const auto end = out.position() + bytes;
  const auto stand_in = [&](std::size_t i) {
    return byte_characters()[static_cast<unsigned char>(source[i])];
  };
  while (out.position() < end) {
    const auto at = out.position();
    out.replace(stand_in(at));
    for (auto i = at + 1; i < out.position(); ++i) out.insert(stand_in(i));
  }
}

}  // namespace hfi::tokenizers

// The characters that stand for bytes become those bytes.

#include "tokenizers/decoders/catalog.h"
#include "tokenizers/text/byte_characters.h"
#include "tokenizers/text/utf8.h"

namespace hfi::tokenizers::decoders {
namespace {

class ByteLevel final : public Decoder {
 public:
  void decode(std::vector<std::string>& tokens) const override {
    std::string bytes;
    for (const auto& token : tokens) bytes += from_byte_characters(token).value_or(token);
    tokens.assign(1, utf8::replace_invalid(bytes));
  }
};

}  // namespace

Read byte_level(const Component&) { return std::make_unique<ByteLevel>(); }

}  // namespace hfi::tokenizers::decoders

// All tokens become one, for decoders that follow.

#include "tokenizers/decoders/catalog.h"

namespace hfi::tokenizers::decoders {
namespace {

class Fuse final : public Decoder {
 public:
  void decode(std::vector<std::string>& tokens) const override {
    std::string joined;
    for (const auto& token : tokens) joined += token;
    tokens.assign(1, std::move(joined));
  }
};

}  // namespace

Read fuse(const Component&) { return std::make_unique<Fuse>(); }

}  // namespace hfi::tokenizers::decoders

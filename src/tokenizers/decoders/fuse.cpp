// All tokens become one, for decoders that follow.

#include "tokenizers/decoders/catalog.h"
#include "tokenizers/decoders/one_token.h"

namespace hfi::tokenizers::decoders {
namespace {

class FuseStream final : public OneToken {
 public:
  using OneToken::OneToken;

  void push(const Chunk& chunk) override { emit(chunk.text); }
  void finish() override { end(""); }
};

class Fuse final : public Decoder {
 public:
  [[nodiscard]] std::unique_ptr<TokenSink> start(TokenSink& next) const override {
    return std::make_unique<FuseStream>(next);
  }
};

}  // namespace

Read fuse(const Component&) { return std::make_unique<Fuse>(); }

}  // namespace hfi::tokenizers::decoders

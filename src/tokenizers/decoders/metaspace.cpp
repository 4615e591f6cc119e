// SentencePiece's visible spaces become spaces, but for the one that was put in front.

#include "tokenizers/text/metaspace.h"

#include "tokenizers/decoders/catalog.h"
#include "tokenizers/text/replace_all.h"
#include "tokenizers/text/utf8.h"

namespace hfi::tokenizers::decoders {
namespace {

class MetaspaceStream final : public TokenSink {
 public:
  MetaspaceStream(const std::string& replacement, bool drops_first, TokenSink& next)
      : replacement_(&replacement), drops_(drops_first), next_(&next) {}

  void push(const Chunk& chunk) override {
    const auto text = replace_all(chunk.text, *replacement_, drops_ ? "" : " ");
    next_->push({.text = text, .begins = chunk.begins, .ends = chunk.ends});
    if (chunk.ends) drops_ = false;
  }
  void finish() override { next_->finish(); }

 private:
  const std::string* replacement_;
  bool drops_;  // in the first token
  TokenSink* next_;
};

class Metaspace final : public Decoder {
 public:
  explicit Metaspace(const MetaspaceOptions& options)
      : replacement_(utf8::encode(options.replacement)),
        drops_first_(options.prepend_scheme != PrependScheme::never) {}

  [[nodiscard]] std::unique_ptr<TokenSink> start(TokenSink& next) const override {
    return std::make_unique<MetaspaceStream>(replacement_, drops_first_, next);
  }

 private:
  std::string replacement_;
  bool drops_first_;
};

}  // namespace

Read metaspace(const Component& component) {
  return std::make_unique<Metaspace>(TRY(read_metaspace(component)));
}

}  // namespace hfi::tokenizers::decoders

// SentencePiece's visible spaces become spaces, but for the one that was put in front.

#include "tokenizers/text/metaspace.h"

#include "tokenizers/decoders/catalog.h"
#include "tokenizers/text/replace_all.h"
#include "tokenizers/text/utf8.h"

namespace hfi::tokenizers::decoders {
namespace {

class Metaspace final : public Decoder {
 public:
  explicit Metaspace(const MetaspaceOptions& options)
      : replacement_(utf8::encode(options.replacement)),
        drops_first_(options.prepend_scheme != PrependScheme::never) {}

  void decode(std::vector<std::string>& tokens) const override {
    for (auto& token : tokens)
      token =
          replace_all(token, replacement_, drops_first_ && &token == &tokens.front() ? "" : " ");
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

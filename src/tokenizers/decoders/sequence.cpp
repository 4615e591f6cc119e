// One decoder after the other.

#include "tokenizers/decoders/catalog.h"
#include "tokenizers/decoders/chain.h"

namespace hfi::tokenizers::decoders {
namespace {

using Parts = std::vector<std::unique_ptr<const Decoder>>;

class Sequence final : public Decoder {
 public:
  explicit Sequence(Parts parts) : parts_(std::move(parts)) {}

  [[nodiscard]] std::unique_ptr<TokenSink> start(TokenSink& next) const override {
    auto chain = std::make_unique<Chain>(next);
    for (auto part = parts_.rbegin(); part != parts_.rend(); ++part)
      chain->prepend([part](TokenSink& following) { return (*part)->start(following); });
    return chain;
  }

 private:
  Parts parts_;
};

}  // namespace

Read sequence(const Component& component) {
  return std::make_unique<Sequence>(TRY(read_all(component, "decoders", read_decoder)));
}

}  // namespace hfi::tokenizers::decoders

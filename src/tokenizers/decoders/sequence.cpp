// One decoder after the other.

#include "tokenizers/decoders/catalog.h"

namespace hfi::tokenizers::decoders {
namespace {

class Sequence final : public Decoder {
 public:
  explicit Sequence(std::vector<std::unique_ptr<const Decoder>> parts) : parts_(std::move(parts)) {}

  void decode(std::vector<std::string>& tokens) const override {
    for (const auto& part : parts_) part->decode(tokens);
  }

 private:
  std::vector<std::unique_ptr<const Decoder>> parts_;
};

}  // namespace

Read sequence(const Component& component) {
  return std::make_unique<Sequence>(TRY(read_all(component, "decoders", read_decoder)));
}

}  // namespace hfi::tokenizers::decoders

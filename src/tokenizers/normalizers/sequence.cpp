// One normalizer after the other.

#include "tokenizers/normalizers/catalog.h"

namespace hfi::tokenizers::normalizers {
namespace {

class Sequence final : public Normalizer {
 public:
  explicit Sequence(std::vector<std::unique_ptr<const Normalizer>> parts)
      : parts_(std::move(parts)) {}

  Result<void> normalize(AlignedText& text) const override {
    for (const auto& part : parts_) TRY(part->normalize(text));
    return {};
  }

 private:
  std::vector<std::unique_ptr<const Normalizer>> parts_;
};

}  // namespace

Read sequence(const Component& component) {
  return std::make_unique<Sequence>(TRY(read_all(component, "normalizers", read_normalizer)));
}

}  // namespace hfi::tokenizers::normalizers

// One pre-tokenizer after the other.

#include "tokenizers/pre_tokenizers/catalog.h"

namespace hfi::tokenizers::pre_tokenizers {
namespace {

class Sequence final : public PreTokenizer {
 public:
  explicit Sequence(std::vector<std::unique_ptr<const PreTokenizer>> parts)
      : parts_(std::move(parts)) {}

  Result<void> split(Pieces& pieces) const override {
    for (const auto& part : parts_) TRY(part->split(pieces));
    return {};
  }

  [[nodiscard]] bool ends_in_byte_characters() const override {
    return !parts_.empty() && parts_.back()->ends_in_byte_characters();
  }

  Result<void> split_bytes(Pieces& pieces) const override {
    for (std::size_t i = 0; i + 1 < parts_.size(); ++i) TRY(parts_[i]->split(pieces));
    return parts_.empty() ? Result<void>() : parts_.back()->split_bytes(pieces);
  }

 private:
  std::vector<std::unique_ptr<const PreTokenizer>> parts_;
};

}  // namespace

Read sequence(const Component& component) {
  return std::make_unique<Sequence>(TRY(read_all(component, "pretokenizers", read_pre_tokenizer)));
}

}  // namespace hfi::tokenizers::pre_tokenizers

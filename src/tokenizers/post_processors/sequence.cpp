// One post-processor after the other.

#include "tokenizers/post_processors/catalog.h"

namespace hfi::tokenizers::post_processors {
namespace {

class Sequence final : public PostProcessor {
 public:
  explicit Sequence(std::vector<std::unique_ptr<const PostProcessor>> parts)
      : parts_(std::move(parts)) {}

  [[nodiscard]] std::size_t added_tokens(std::size_t texts) const override {
    std::size_t sum = 0;
    for (const auto& part : parts_) sum += part->added_tokens(texts);
    return sum;
  }

  [[nodiscard]] std::vector<Encoding> process(std::vector<Encoding> texts,
                                              SpecialTokens special_tokens) const override {
    for (const auto& part : parts_) texts = part->process(std::move(texts), special_tokens);
    return texts;
  }

 private:
  std::vector<std::unique_ptr<const PostProcessor>> parts_;
};

}  // namespace

Read sequence(const Component& component) {
  return std::make_unique<Sequence>(TRY(read_all(component, "processors", read_post_processor)));
}

}  // namespace hfi::tokenizers::post_processors

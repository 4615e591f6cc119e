// Adds nothing; trims offsets.

#include "tokenizers/post_processors/catalog.h"
#include "tokenizers/post_processors/trim_offsets.h"

namespace hfi::tokenizers::post_processors {
namespace {

class ByteLevel final : public PostProcessor {
 public:
  explicit ByteLevel(const OffsetTrimming& trimming) : trimming_(trimming) {}

  [[nodiscard]] std::size_t added_tokens(std::size_t) const override { return 0; }

  [[nodiscard]] std::vector<Encoding> process(std::vector<Encoding> texts,
                                              SpecialTokens) const override {
    trim_offsets(texts, trimming_);
    return texts;
  }

 private:
  OffsetTrimming trimming_;
};

}  // namespace

Read byte_level(const Component& component) {
  OffsetTrimming trimming;
  trimming.trim_offsets = TRY(component.flag("trim_offsets"));
  trimming.add_prefix_space = TRY(component.flag("add_prefix_space"));
  return std::make_unique<ByteLevel>(trimming);
}

}  // namespace hfi::tokenizers::post_processors

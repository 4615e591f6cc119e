// Takes up to so many of one character off both ends of every token.

#include "tokenizers/decoders/catalog.h"
#include "tokenizers/text/utf8.h"

namespace hfi::tokenizers::decoders {
namespace {

struct StripOptions {
  std::string content{};  // one character
  std::uint32_t start = 0;
  std::uint32_t stop = 0;
};

class StripStream final : public TokenSink {
 public:
  StripStream(const StripOptions& options, TokenSink& next) : options_(&options), next_(&next) {}

  void push(const Chunk& chunk) override {
    const std::string_view content = options_->content;
    if (chunk.begins) {
      to_drop_ = options_->start;
      held_.clear();
    }
    auto text = chunk.text;
    for (; to_drop_ > 0 && text.starts_with(content); --to_drop_)
      text.remove_prefix(content.size());
    if (!text.empty()) to_drop_ = 0;
    held_ += text;
    std::string_view certain = held_;
    for (auto i = options_->stop; i > 0 && certain.ends_with(content); --i)
      certain.remove_suffix(content.size());
    next_->push({.text = certain, .begins = chunk.begins, .ends = chunk.ends});
    held_.erase(0, certain.size());
  }
  void finish() override { next_->finish(); }

 private:
  const StripOptions* options_;
  TokenSink* next_;
  std::uint32_t to_drop_ = 0;  // at the beginning of the token
  std::string held_{};         // may be its end
};

class Strip final : public Decoder {
 public:
  explicit Strip(StripOptions options) : options_(std::move(options)) {}

  [[nodiscard]] std::unique_ptr<TokenSink> start(TokenSink& next) const override {
    return std::make_unique<StripStream>(options_, next);
  }

 private:
  StripOptions options_;
};

}  // namespace

Read strip(const Component& component) {
  StripOptions options;
  options.content = utf8::encode(TRY(component.character("content")));
  options.start = TRY(component.count("start"));
  options.stop = TRY(component.count("stop"));
  return std::make_unique<Strip>(std::move(options));
}

}  // namespace hfi::tokenizers::decoders

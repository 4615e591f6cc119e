// Takes up to so many of one character off both ends of every token.

#include "tokenizers/decoders/catalog.h"
#include "tokenizers/text/utf8.h"

namespace hfi::tokenizers::decoders {
namespace {

struct Options {
  std::string content{};  // one character
  std::uint32_t start = 0;
  std::uint32_t stop = 0;
};

class Strip final : public Decoder {
 public:
  explicit Strip(Options options) : options_(std::move(options)) {}

  void decode(std::vector<std::string>& tokens) const override {
    for (auto& token : tokens) {
      std::string_view rest = token;
      for (auto i = options_.start; i > 0 && rest.starts_with(options_.content); --i)
        rest.remove_prefix(options_.content.size());
      for (auto i = options_.stop; i > 0 && rest.ends_with(options_.content); --i)
        rest.remove_suffix(options_.content.size());
      token = std::string(rest);
    }
  }

 private:
  Options options_;
};

}  // namespace

Read strip(const Component& component) {
  Options options;
  options.content = utf8::encode(TRY(component.character("content")));
  options.start = TRY(component.count("start"));
  options.stop = TRY(component.count("stop"));
  return std::make_unique<Strip>(std::move(options));
}

}  // namespace hfi::tokenizers::decoders

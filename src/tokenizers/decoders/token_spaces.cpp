#include "tokenizers/decoders/token_spaces.h"

#include <array>

#include "tokenizers/decoders/chain.h"
#include "tokenizers/text/replace_all.h"

namespace hfi::tokenizers::decoders {
namespace {

struct Rule {
  std::string_view from;
  std::string_view to;
};

// One after the other, each on all that the one before it left.
constexpr std::array rules{Rule{" .", "."},    Rule{" ?", "?"},   Rule{" !", "!"},
                           Rule{" ,", ","},    Rule{" ' ", "'"},  Rule{" n't", "n't"},
                           Rule{" 'm", "'m"},  Rule{" 's", "'s"}, Rule{" 've", "'ve"},
                           Rule{" 're", "'re"}};

// The longest end of the text that an occurrence of `from` may begin with.
std::size_t begun(std::string_view text, std::string_view from) {
  for (auto size = std::min(text.size(), from.size() - 1); size > 0; --size)
    if (text.ends_with(from.substr(0, size))) return size;
  return 0;
}

class Step final : public TokenSink {
 public:
  Step(const Rule& rule, TokenSink& next) : rule_(&rule), next_(&next) {}

  void push(const Chunk& chunk) override {
    held_ += chunk.text;
    std::string_view rest = held_;
    std::string certain;
    for (auto found = rest.find(rule_->from); found != std::string_view::npos;
         found = rest.find(rule_->from)) {
      certain += rest.substr(0, found);
      certain += rule_->to;
      rest.remove_prefix(found + rule_->from.size());
    }
    const auto size = rest.size() - begun(rest, rule_->from);
    certain += rest.substr(0, size);
    next_->push({.text = certain});
    held_ = std::string(rest.substr(size));
  }

  void finish() override {
    next_->push({.text = held_});
    next_->finish();
  }

 private:
  const Rule* rule_;
  TokenSink* next_;
  std::string held_{};
};

}  // namespace

std::string cleaned_up(const std::string& token) {
  if (token.find(' ') == std::string::npos) return token;
  auto text = token;
  for (const auto& [from, to] : rules) text = replace_all(text, from, to);
  // the rule for "do not" stands between the others, but none of them makes or breaks one
  return replace_all(text, " do not", " don't");
}

std::unique_ptr<TokenSink> clean_up_tokenization_spaces(TokenSink& next) {
  auto chain = std::make_unique<Chain>(next);
  for (auto rule = std::rbegin(rules); rule != std::rend(rules); ++rule)
    chain->prepend(
        [rule](TokenSink& following) { return std::make_unique<Step>(*rule, following); });
  return chain;
}

}  // namespace hfi::tokenizers::decoders

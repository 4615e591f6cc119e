#include "tokenizers/text/replace_all.h"

#include <array>

namespace hfi::tokenizers {

std::string replace_all(std::string_view text, std::string_view from, std::string_view to) {
  std::string result;
  for (auto found = text.find(from); found != std::string_view::npos; found = text.find(from)) {
    result += text.substr(0, found);
    result += to;
    text.remove_prefix(found + from.size());
  }
  result += text;
  return result;
}

std::string without_token_spaces(std::string text) {
  struct Rule {
    std::string_view from;
    std::string_view to;
  };
  static constexpr std::array rules{Rule{" .", "."},    Rule{" ?", "?"},   Rule{" !", "!"},
                                    Rule{" ,", ","},    Rule{" ' ", "'"},  Rule{" n't", "n't"},
                                    Rule{" 'm", "'m"},  Rule{" 's", "'s"}, Rule{" 've", "'ve"},
                                    Rule{" 're", "'re"}};
  for (const auto& [from, to] : rules) text = replace_all(text, from, to);
  return text;
}

}  // namespace hfi::tokenizers

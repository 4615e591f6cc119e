#include "tokenizers/decoders/cleanup.h"

#include "tokenizers/text/replace_all.h"

namespace hfi::tokenizers::decoders {

std::string cleaned_up(const std::string& token) {
  if (token.find(' ') == std::string::npos) return token;
  // the rule for "do not" stands between those of without_token_spaces, but none of them makes or breaks one
  return replace_all(without_token_spaces(token), " do not", " don't");
}

}  // namespace hfi::tokenizers::decoders

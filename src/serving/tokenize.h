#pragma once
// What POST /api/tokenize and the command `tokenize` do.

#include <optional>
#include <vector>

#include "serving/tokenizer_cache.h"

namespace hfi::serving {

struct TokenizeRequest {
  std::string model_id;
  std::string revision = "main";
  std::vector<std::string> texts;
  std::vector<std::string> pairs{};  // none, or one for each text
  bool is_list = false;              // the answer is one, too
  bool add_special_tokens = true;
};

// Fails with invalid_request, or invalid_input, and the place of what is wrong.
Result<TokenizeRequest> read_tokenize_request(const json::Value& value);

// {"model_id", "revision", "ids", "tokens", "offsets", …, "count"}, or "encodings", a list of those, and their count.
Result<json::Object> tokenize(TokenizerCache& cache, const TokenizeRequest& request);

}  // namespace hfi::serving

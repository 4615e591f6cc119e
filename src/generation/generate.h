#pragma once
// Generating as those see it who want an answer: a prompt and a search in, tokens out.

#include <functional>

#include "core/result.h"
#include "generation/decoder.h"

namespace hfi::generation {

struct Request {
  Prompt prompt;
  std::unique_ptr<Search> search;
};

struct Generated {
  std::vector<TokenId> tokens;  // without the prompt, with the token that ended them
  FinishReason reason;
};

// Receives tokens in the order of the answer, as soon as they are certain: one at a time with one row, all at the end with
// beams. Runs on the thread that called Generate, and may block.
using OnToken = std::function<void(TokenId)>;

// Shares the steps of the network with whoever generates at the same time. A stop request ends it within one step with
// cancelled.
using Generate = std::function<Result<Generated>(Request, const OnToken&, const std::stop_token&)>;

}  // namespace hfi::generation

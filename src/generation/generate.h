#pragma once
// Generating as those see it who want an answer: what the network reads and a search in, tokens out.

#include <functional>
#include <memory>

#include "generation/decoder.h"
#include "generation/token_clock.h"

namespace hfi::generation {

struct GenerateRequest {
  DecoderInput input;
  std::unique_ptr<Search> search;
  std::shared_ptr<TokenClock> clock{};  // nullptr: nobody wants to know
};

struct Generated {
  Tokens tokens;  // without the prompt, with the token that ended them
  FinishReason finish_reason;
};

// Receives tokens in the order of the answer, as soon as they are certain: one at a time with one row, all at the end with
// beams. Runs on the thread that called Generate, and may block.
using OnToken = std::function<void(TokenId)>;

// Shares the steps of the network with whoever generates at the same time. A stop request ends it within one step with
// cancelled.
using Generate =
    std::function<Result<Generated>(GenerateRequest, const OnToken&, const std::stop_token&)>;

}  // namespace hfi::generation

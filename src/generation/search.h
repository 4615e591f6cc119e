#pragma once
// How the next tokens of one request are chosen: greedy search, sampling or beam search. A search is a state machine that
// knows no network, thread or clock: whoever runs the network (decoder.h) gives it logits and does what it answers.

#include <optional>
#include <string_view>

#include "core/result.h"
#include "generation/tokens.h"

namespace hfi::generation {

enum class FinishReason { eos_token, length, stop_sequence };

// As answers spell it: "eos_token", "length", "stop_sequence".
std::string_view name_of(FinishReason reason);

// What the rows of the next step read. Rows are the sequences that a request extends at the same time.
struct Step {
  std::vector<TokenId> tokens;       // one per row
  std::vector<std::size_t> parents;  // one per row: the row of the step before that it continues
};

class Search {
 public:
  Search() = default;
  Search(const Search&) = delete;
  Search& operator=(const Search&) = delete;
  virtual ~Search() = default;

  // 1 for greedy search and sampling, num_beams for beam search; the same in every step.
  [[nodiscard]] virtual std::size_t rows() const = 0;

  // Tokens that a row has at the end, the prompt's included, unless it ends earlier.
  [[nodiscard]] virtual std::size_t max_length() const = 0;

  // `logits` [rows, vocabulary] follow the last token of each row, and may be overwritten; the first call gets the
  // same logits in every row, because the prompt is read once. nullopt when the search has finished. Fails with
  // inference_failed when the logits are not numbers.
  virtual Result<std::optional<Step>> advance(std::span<float> logits) = 0;

  // The generated tokens, without the prompt and with the token that ended them. Those of one row grow by one with every
  // step; those of several rows are empty until the search has finished.
  [[nodiscard]] virtual const std::vector<TokenId>& tokens() const = 0;

  // Absent while there is more to come.
  [[nodiscard]] virtual std::optional<FinishReason> finished() const = 0;
};

}  // namespace hfi::generation

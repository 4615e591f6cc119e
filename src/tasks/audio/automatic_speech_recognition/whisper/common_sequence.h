#pragma once
// What overlapping windows heard, as one.
// Reference: transformers, models/whisper/tokenization_whisper.py, _find_longest_common_sequence.

#include "generation/tokens.h"

namespace hfi::tasks::whisper {

struct Seconds {
  double start, end;
  friend auto operator<=>(const Seconds&, const Seconds&) = default;
};

// Tokens, and where they are wanted the times at which each was said.
struct Said {
  generation::Tokens tokens{};
  std::vector<Seconds> times{};  // empty, or one for each token
  friend bool operator==(const Said&, const Said&) = default;
};

// Each may begin with what the one before it ends with, more or less. REQUIRES: at least one.
Said joined(const std::vector<Said>& parts);

}  // namespace hfi::tasks::whisper

#pragma once
// When a sequence is finished, and why.
// Reference: transformers, generation/stopping_criteria.py.

#include "generation/search.h"
#include "generation/stop_strings.h"

namespace hfi::generation {

class StopCriteria {
 public:
  StopCriteria(Tokens eos, std::size_t max_length, StopStrings stop_strings)
      : eos_(std::move(eos)), max_length_(max_length), stop_strings_(std::move(stop_strings)) {}

  [[nodiscard]] std::size_t max_length() const { return max_length_; }

  // Why `tokens`, prompt included, end here; nullopt when they go on.
  std::optional<FinishReason> operator()(TokenView tokens);

 private:
  Tokens eos_;
  std::size_t max_length_;
  StopStrings stop_strings_;
};

}  // namespace hfi::generation

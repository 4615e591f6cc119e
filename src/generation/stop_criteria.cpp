#include "generation/stop_criteria.h"

#include <algorithm>

namespace hfi::generation {

std::optional<FinishReason> StopCriteria::operator()(TokenView tokens) {
  if (std::ranges::find(eos_, tokens.back()) != eos_.end()) return FinishReason::eos_token;
  if (stop_strings_.end(tokens)) return FinishReason::stop_sequence;
  if (tokens.size() >= max_length_) return FinishReason::length;
  return std::nullopt;
}

}  // namespace hfi::generation

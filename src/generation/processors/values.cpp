#include <cmath>

#include "generation/processors/processor.h"
#include "generation/scores.h"

namespace hfi::generation {

LogitsProcessor remove_invalid_values() {
  return [](TokenView, Scores scores) {
    using Limits = std::numeric_limits<float>;
    for (float& score : scores) {
      if (std::isnan(score)) score = 0;
      if (std::isinf(score)) score = score > 0 ? Limits::max() : Limits::lowest();
    }
  };
}

LogitsProcessor log_normalization() {
  return [](TokenView, Scores scores) { log_softmax(scores); };
}

}  // namespace hfi::generation

#include "architectures/blocks/prediction_head.h"

namespace hfi::architectures {

using namespace graph;

Value prediction_head(Value x, Scope w, std::int64_t layers) {
  for (std::int64_t i = 0; i < layers; ++i) {
    x = linear(x, w / "layers" / i);
    if (i + 1 < layers) x = activation("relu", x);
  }
  return x;
}

}  // namespace hfi::architectures

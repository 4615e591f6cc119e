#pragma once
// Weights stored as directions and lengths. Reference: torch.nn.utils.parametrizations.weight_norm

#include "graph/convolution.h"

namespace hfi::architectures {

// The weight of a convolution along one axis; `dim` is the axis whose places have a length of their own.
inline graph::Value weight_norm(graph::Scope w, std::int64_t dim = 0) {
  const auto length = w["parametrizations.weight.original0"];
  const auto direction = w["parametrizations.weight.original1"];
  std::vector<std::int64_t> others{0, 1, 2};
  std::erase(others, dim);
  return direction * (length / norm(direction, others));
}

// The same with the convolution, which may also have been stored with the product of both.
inline graph::Value weight_norm_conv(graph::Value x, graph::Scope w,
                                     const graph::Convolution& options = {}) {
  const auto weight = w.has("parametrizations.weight.original1") ? weight_norm(w) : w["weight"];
  return conv(x, weight, w["bias"], options);
}

}  // namespace hfi::architectures

#pragma once
// Neural spline flows (arXiv 1906.04032, section 3.1): a monotonic function made of pieces that are quotients of quadratics.

#include "graph/nn.h"

namespace hfi::architectures {

// One function for each place, before it was made monotonic.
struct Spline {
  graph::Value widths;       // [..., bins]
  graph::Value heights;      // [..., bins]
  graph::Value derivatives;  // [..., bins - 1]
  std::int64_t bins = 0;
  float tail_bound = 0;  // outside of it the function is the identity
};

// The x for y [...]: the inverse of the function.
graph::Value inverse(const Spline& spline, graph::Value y);

}  // namespace hfi::architectures

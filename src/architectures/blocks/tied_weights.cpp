#include "architectures/blocks/tied_weights.h"

namespace hfi::architectures {

graph::Value tied(graph::Scope w, std::string_view own, const std::vector<std::string>& others) {
  if (w.has(own)) return w[own];
  for (const auto& other : others)
    if (w.has(other)) return w[other];
  return w[others.front()];  // reported as missing
}

}  // namespace hfi::architectures

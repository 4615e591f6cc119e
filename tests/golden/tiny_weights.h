#pragma once
// Weights of tiny models as a function of tensor name and element index; tools/goldens/weights.py computes the same bits.

#include <cstdint>
#include <string>
#include <vector>

namespace hfi::golden {

std::vector<float> tiny_weights(const std::string& name, const std::vector<std::int64_t>& shape);

}  // namespace hfi::golden

#pragma once
// What a checkpoint holds, and where: names to places in files. The bytes stay on disk until the runtime maps them.

#include <cstdint>
#include <map>
#include <string>

#include "tensor/tensor.h"

namespace hfi::graph {

struct WeightInfo {
  DType dtype;
  Shape shape;
  std::string file;  // relative to the repository's folder
  std::uint64_t offset;
  std::uint64_t bytes;
};

using WeightTable = std::map<std::string, WeightInfo, std::less<>>;

}  // namespace hfi::graph

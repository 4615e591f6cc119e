#pragma once
// The files of tests/golden/cases, once for every source that their model has.

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "core/json.h"

namespace hfi::golden {

struct Case {
  std::filesystem::path file;
  std::string source;  // safetensors or onnx
};

// Those whose content is `wanted`, in the order of their names.
std::vector<Case> cases_where(const std::function<bool(const json::Object&)>& wanted);

// For the names of tests.
std::string name_of(const Case& one);

}  // namespace hfi::golden

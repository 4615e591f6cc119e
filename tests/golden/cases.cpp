#include "golden/cases.h"

#include <algorithm>

#include "golden/golden_cache.h"

namespace hfi::golden {

namespace fs = std::filesystem;

std::vector<Case> cases_where(const std::function<bool(const json::Object&)>& wanted) {
  std::vector<Case> cases;
  for (const auto& entry : fs::recursive_directory_iterator(fs::path(GOLDEN_DIR) / "cases")) {
    if (entry.path().extension() != ".json") continue;
    const auto golden = read_object(entry.path());
    if (!wanted(golden)) continue;
    const std::string id(golden.at("model").as_string());
    const auto model = fs::path(GOLDEN_DIR) / "models" / fs::path(id).filename();
    if (!read_object(model / "weights.json").at("tensors").as_object().empty())
      cases.push_back({entry.path(), "safetensors"});
    if (fs::exists(model / "onnx")) cases.push_back({entry.path(), "onnx"});
  }
  std::ranges::sort(cases, {}, [](const Case& c) { return std::pair(c.file, c.source); });
  return cases;
}

std::string name_of(const Case& one) {
  auto name = one.file.stem().string() + "_" + one.source;
  std::ranges::replace_if(
      name, [](unsigned char c) { return std::isalnum(c) == 0; }, '_');
  return name;
}

}  // namespace hfi::golden

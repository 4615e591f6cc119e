#include "hub/glance.h"

#include <algorithm>

namespace hfi::hub {
Glance glance(const ModelSummary& model, const Supported& supported, const Room& room) {
  const auto no = [](std::string code) {
    return Glance{.runnable = false, .obstacle = std::move(code)};
  };
  const auto has_tag = [&](std::string_view tag) {
    return std::ranges::find(model.tags, tag) != model.tags.end();
  };
  if (model.pipeline_tag.empty()) return no("no_task");
  const auto* heads = entry_of(supported.heads, model.pipeline_tag);
  const bool onnx = entry_of(supported.onnx, model.pipeline_tag) != nullptr;
  if (heads == nullptr && !onnx) return no("task_not_supported");
  const auto* classes = entry_of(supported.classes, model.model_type);
  const bool known = heads != nullptr && classes != nullptr && !class_for(*heads, *classes).empty();
  if (known && has_tag("safetensors")) {
    // in the file; what it takes in memory can only be more
    if (model.bytes && *model.bytes > room.memory_budget) return no("insufficient_memory");
    return {.runnable = true};
  }
  // which ONNX files there are, or what an unlisted config.json says, takes a look at the repository
  if ((onnx && has_tag("onnx")) || model.model_type.empty()) return {};
  return no(known ? "no_weights" : "architecture_not_supported");
}

}  // namespace hfi::hub

#pragma once
// The files that make up an ONNX export. Reference: optimum, exporters/onnx; transformers.js, models/session.js.

#include <map>
#include <string>
#include <vector>

namespace hfi::models {

// Networks by name, and the names of their files without precision and ending: {"encoder", "encoder_model"}.
using ExportLayout = std::map<std::string, std::string, std::less<>>;

// Every layout that holds all of `networks`, preferred first; all layouts when `networks` is empty.
//   "model"                          the only network; a decoder with its cache, merged or not, is one too
//   "model_with_past"                its steps after the first, where that is a file of its own
//   "encoder", "decoder", "decoder_with_past"
//   "text_model", "vision_model"     the towers of a dual encoder
std::vector<ExportLayout> export_layouts(const std::vector<std::string>& networks);

}  // namespace hfi::models

#include "models/exports.h"

#include <algorithm>

namespace hfi::models {
namespace {

// An export with an encoder comes before the decoders alone, whose files it has too.
const std::vector<ExportLayout>& layouts() {
  static const std::vector<ExportLayout> known = {
      {{"model", "model"}, {"text_model", "text_model"}, {"vision_model", "vision_model"}},
      {{"model", "model"}},
      {{"encoder", "encoder_model"}, {"decoder", "decoder_model_merged"}},
      {{"encoder", "encoder_model"},
       {"decoder", "decoder_model"},
       {"decoder_with_past", "decoder_with_past_model"}},
      {{"model", "decoder_model_merged"}},
      {{"model", "decoder_model"}, {"model_with_past", "decoder_with_past_model"}},
      {{"text_model", "text_model"}, {"vision_model", "vision_model"}},
  };
  return known;
}

bool holds(const ExportLayout& layout, const std::vector<std::string>& networks) {
  return std::ranges::all_of(networks,
                             [&](const std::string& name) { return layout.contains(name); });
}

// The towers of a dual encoder are exported in one file as well, "model": it alone holds the factor between their vectors, and
// only files of their own give the vectors before they are normalised.
bool are_towers(const std::vector<std::string>& networks) {
  return std::ranges::find(networks, "vision_model") != networks.end();
}

}  // namespace

std::vector<ExportLayout> export_layouts(const std::vector<std::string>& networks) {
  std::vector<ExportLayout> fitting;
  std::ranges::copy_if(layouts(), std::back_inserter(fitting), [&](const ExportLayout& layout) {
    return holds(layout, networks) || (are_towers(networks) && layout.contains("model"));
  });
  return fitting;
}

}  // namespace hfi::models

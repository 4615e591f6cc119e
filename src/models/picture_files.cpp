#include "models/picture_files.h"

#include "models/json_files.h"

namespace hfi::models {
namespace {

namespace fs = std::filesystem;

// preprocessor_config.json is also where models that hear describe themselves.
bool is_about_sound(const json::Object& config) {
  const auto* type = config.if_contains("feature_extractor_type");
  const bool old_picture = type != nullptr && type->is_string() &&
                           std::string_view(type->get_string()).ends_with("ImageFeatureExtractor");
  return config.contains("sampling_rate") && !old_picture &&
         !config.contains("image_processor_type");
}

}  // namespace

Result<std::optional<media::ImageProcessor>> read_image_processor(const fs::path& folder,
                                                                  const std::string& model_type) {
  if (fs::exists(folder / "processor_config.json")) {
    const auto config = TRY(read_json(folder / "processor_config.json"));
    const auto* part = config.if_contains("image_processor");
    if (part != nullptr && part->is_object())
      return TRY(media::ImageProcessor::from_config(part->get_object(), model_type));
  }
  if (!fs::exists(folder / "preprocessor_config.json")) return std::nullopt;
  const auto config = TRY(read_json(folder / "preprocessor_config.json"));
  if (is_about_sound(config)) return std::nullopt;
  return TRY(media::ImageProcessor::from_config(config, model_type));
}

}  // namespace hfi::models

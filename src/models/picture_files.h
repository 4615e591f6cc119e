#pragma once
// What a repository says about pictures.

#include <filesystem>
#include <optional>
#include <string>

#include "media/processing/image_processor.h"

namespace hfi::models {

// From processor_config.json's "image_processor" or preprocessor_config.json, as the reference looks for them; nullopt
// when there is neither. Fails with model_invalid or model_unsupported.
Result<std::optional<media::ImageProcessor>> read_image_processor(
    const std::filesystem::path& folder, const std::string& model_type);

}  // namespace hfi::models

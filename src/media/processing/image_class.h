#pragma once
// An image processor class of the reference is a value: its name, its defaults, and how it chooses sizes.

#include <string>
#include <vector>

#include "media/processing/geometry.h"

namespace hfi::media {

struct ImageClass {
  std::string name;                        // such as ViTImageProcessor
  std::vector<std::string> model_types{};  // whose repositories may leave the name out
  Settings defaults;
  Result<Geometry> (*geometry)(const Settings&, Size original) = plain_geometry;
};

#define IMAGE_CLASS(name) ImageClass name##_images();
#include "media/processing/catalog.def"
#undef IMAGE_CLASS

const std::vector<ImageClass>& image_classes();

// IMAGENET_STANDARD_MEAN, IMAGENET_DEFAULT_MEAN, … of transformers/image_utils.py
constexpr PerChannel halves = {0.5F, 0.5F, 0.5F};
constexpr PerChannel imagenet_mean = {0.485F, 0.456F, 0.406F};
constexpr PerChannel imagenet_std = {0.229F, 0.224F, 0.225F};
constexpr PerChannel clip_mean = {0.48145466F, 0.4578275F, 0.40821073F};
constexpr PerChannel clip_std = {0.26862954F, 0.26130258F, 0.27577711F};

}  // namespace hfi::media

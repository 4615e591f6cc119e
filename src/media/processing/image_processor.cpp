#include "media/processing/image_processor.h"

#include <algorithm>
#include <array>

#include "media/formats/format.h"

namespace hfi::media {
namespace {

std::string text_at(const json::Object& config, std::string_view key) {
  const auto* value = config.if_contains(key);
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}

// The class's name of today: older files name a feature extractor, and each class had a fast twin.
std::string class_name_in(const json::Object& config) {
  auto name = text_at(config, "image_processor_type");
  if (name.empty()) {
    name = text_at(config, "feature_extractor_type");
    constexpr std::string_view old = "FeatureExtractor";
    if (const auto at = name.find(old); at != std::string::npos)
      name.replace(at, old.size(), "ImageProcessor");
  }
  for (const std::string_view ending : {"Fast", "Pil"})
    if (name.ends_with(ending)) name.erase(name.size() - ending.size());
  return name;
}

const ImageClass* find_class(const std::string& name, const std::string& model_type) {
  const auto& all = image_classes();
  const auto found = std::ranges::find_if(all, [&](const ImageClass& c) {
    return name.empty() ? std::ranges::find(c.model_types, model_type) != c.model_types.end()
                        : c.name == name;
  });
  return found == all.end() ? nullptr : &*found;
}

// What each of the 256 values of a channel becomes, in the float32 arithmetic of the reference: mean and deviation are
// multiplied by 1 / rescale_factor instead of rescaling every pixel.
std::array<float, 256> values_of(const Settings& settings, std::size_t channel) {
  const auto factor = static_cast<float>(1.0 / settings.rescale_factor);
  auto mean = settings.image_mean[channel];
  auto deviation = settings.image_std[channel];
  if (settings.do_rescale) {
    mean *= factor;
    deviation *= factor;
  }
  std::array<float, 256> values{};
  for (std::size_t i = 0; i < values.size(); ++i) {
    const auto value = static_cast<float>(i);
    if (settings.do_normalize)
      values[i] = (value - mean) / deviation;
    else
      values[i] = settings.do_rescale ? value * static_cast<float>(settings.rescale_factor) : value;
  }
  return values;
}

Tensor to_tensor(const Image& image, const Settings& settings) {
  Tensor tensor(DType::f32, {1, image.channels, image.size.height, image.size.width});
  auto out = tensor.mutable_values<float>().begin();
  const auto channels = static_cast<std::size_t>(image.channels);
  for (std::size_t c = 0; c < channels; ++c) {
    const auto values = values_of(settings, c);
    for (std::size_t i = c; i < image.pixels.size(); i += channels)
      *out++ = values[image.pixels[i]];
  }
  return tensor;
}

// Zeros around a tensor [1, channels, height, width].
Tensor padded(const Tensor& tensor, Size size, bool centred) {
  Tensor result(DType::f32, {1, tensor.dim(1), size.height, size.width});
  const auto out = result.mutable_values<float>();
  std::ranges::fill(out, 0.0F);
  const auto in = tensor.values<float>();
  const auto height = tensor.dim(2);
  const auto width = tensor.dim(3);
  const auto top = centred ? (size.height - height) / 2 : 0;
  const auto left = centred ? (size.width - width) / 2 : 0;
  for (std::int64_t c = 0; c < tensor.dim(1); ++c)
    for (std::int64_t y = 0; y < height; ++y)
      std::copy_n(in.begin() + (c * height + y) * width, width,
                  out.begin() + (c * size.height + top + y) * size.width + left);
  return result;
}

}  // namespace

const std::vector<ImageClass>& image_classes() {
  static const std::vector<ImageClass> all = {
#define IMAGE_CLASS(name) name##_images(),
#include "media/processing/catalog.def"
#undef IMAGE_CLASS
  };
  return all;
}

Result<ImageProcessor> ImageProcessor::from_config(const json::Object& config,
                                                   const std::string& model_type) {
  const auto name = class_name_in(config);
  const auto* known = find_class(name, model_type);
  if (known == nullptr && !name.empty())
    return fail(ErrorCode::model_unsupported,
                "preprocessor_config.json: the image processor \"" + name + "\" is not built in");
  const auto settings = TRY(read_settings(config, known == nullptr ? Settings{} : known->defaults));
  if (settings.do_normalize &&
      std::ranges::find(settings.image_std, 0.0F) != settings.image_std.end())
    return fail(ErrorCode::model_invalid, "preprocessor_config.json: image_std: 0 divides nothing");
  return ImageProcessor(known == nullptr ? "BaseImageProcessor" : known->name, settings,
                        known == nullptr ? plain_geometry : known->geometry);
}

Result<Image> ImageProcessor::prepared(const Image& image, const Geometry& geometry) const {
  TRY(check_size(geometry.resized, ImageLimits{}));
  const auto resized = [&](const Image& from) {
    return resize(from, geometry.resized, settings_.resample, Arithmetic::torch);
  };
  auto picture = settings_.do_convert_grayscale ? resized(to_grey(image)) : resized(image);
  if (const auto& size = geometry.cropped; size && *size != picture.size) {
    const auto at = centre_crop(picture.size, *size);
    picture = crop(picture, at.top, at.left, *size);
  }
  if (settings_.do_flip_channel_order && picture.channels == 3)
    for (std::size_t i = 0; i < picture.pixels.size(); i += 3)
      std::swap(picture.pixels[i], picture.pixels[i + 2]);
  return picture;
}

Result<Tensor> ImageProcessor::pixel_values(const Image& image) const {
  const auto geometry = TRY(geometry_(settings_, image.size));
  const auto picture = TRY(prepared(image, geometry));
  auto tensor = to_tensor(picture, settings_);
  if (!geometry.padded || *geometry.padded == picture.size) return tensor;
  if (geometry.padded->height < picture.size.height || geometry.padded->width < picture.size.width)
    return fail(ErrorCode::model_invalid,
                "preprocessor_config.json: pad_size: smaller than the picture to be padded");
  return padded(tensor, *geometry.padded, geometry.pad_centred);
}

}  // namespace hfi::media

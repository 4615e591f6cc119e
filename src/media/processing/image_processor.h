#pragma once
// A picture on its way into a model: resized, cropped, rescaled, normalised and padded as a repository's
// preprocessor_config.json says and as the class that it names does it in transformers 5.
// reference  transformers, image_processing_backends.py, TorchvisionBackend

#include <string>

#include "media/image.h"
#include "media/processing/image_class.h"
#include "tensor/tensor.h"

namespace hfi::media {

class ImageProcessor {
 public:
  // `config` is preprocessor_config.json, or the part "image_processor" of processor_config.json. Where it names no
  // class, `model_type` chooses it; where that is unknown too, what the file says is done and no more. Fails with
  // model_unsupported for a class that is not built in, and with model_invalid.
  static Result<ImageProcessor> from_config(const json::Object& config,
                                            const std::string& model_type);

  // float32 [1, channels, height, width] of an RGB picture.
  [[nodiscard]] Result<Tensor> pixel_values(const Image& image) const;

  // The same before numbers are made of it: resized, cropped, in the order of channels that the model takes.
  [[nodiscard]] Result<Image> prepared(const Image& image, const Geometry& geometry) const;

  [[nodiscard]] const Settings& settings() const { return settings_; }
  [[nodiscard]] const std::string& class_name() const { return name_; }

 private:
  ImageProcessor(std::string name, Settings settings,
                 Result<Geometry> (*geometry)(const Settings&, Size))
      : name_(std::move(name)), settings_(settings), geometry_(geometry) {}

  std::string name_;
  Settings settings_;
  Result<Geometry> (*geometry_)(const Settings&, Size);
};

}  // namespace hfi::media

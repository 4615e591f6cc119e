#include "tasks/vision/pictures.h"

#include "media/decode.h"
#include "models/picture_ports.h"
#include "tasks/fields.h"

namespace hfi::tasks {
namespace {

// A network built for one size says so; anything else would be a failure in the middle of it.
Result<void> check_extents(const runtime::Session& session, const Tensor& pixels) {
  for (const auto& port : session.inputs()) {
    if (port.name != "pixel_values" || port.shape.size() != 4) continue;
    for (std::size_t axis = 1; axis < 4; ++axis)
      if (port.shape[axis] >= 0 && port.shape[axis] != pixels.dim(axis))
        return fail(ErrorCode::model_invalid, "preprocessor_config.json: pictures become " +
                                                  to_string(pixels.shape()) + ", the model takes " +
                                                  to_string(port.shape));
  }
  return {};
}

}  // namespace

Result<media::Image> picture_in(const json::Object& inputs) {
  const auto bytes =
      TRY(within("inputs.image_base64", media::bytes_of(inputs.at("image_base64").as_string())));
  return within("inputs.image_base64", media::decode_image(bytes));
}

Result<Tensors> prepared(const models::Model& model, const media::Image& image) {
  const auto* processor = TRY(models::image_processor_of(model));
  auto pixels = TRY(processor->pixel_values(image));
  return Tensors{{"pixel_values", std::move(pixels)}};
}

Result<models::Items> forward(const models::Model& model, std::string_view name,
                              const models::Items& items, const std::stop_token& stop) {
  const auto network = model.networks.find(name);
  if (network == model.networks.end())
    return fail(ErrorCode::model_unsupported,
                model.repository.id + ": the model has no network \"" + std::string(name) + "\"");
  for (const auto& item : items)
    if (const auto pixels = item.find("pixel_values"); pixels != item.end())
      TRY(check_extents(network->second.session, pixels->second));
  return network->second.forward(items, stop);
}

Result<Tensors> forward(const models::Model& model, const media::Image& image,
                        const std::stop_token& stop) {
  auto item = TRY(prepared(model, image));
  auto answers = TRY(forward(model, "model", {std::move(item)}, stop));
  return std::move(answers.front());
}

Result<Tensor> output(const models::Model& model, const Tensors& outputs, std::string_view name) {
  if (const auto found = outputs.find(name); found != outputs.end()) return found->second;
  if (outputs.size() == 1 && model.facts.source == "onnx") return outputs.begin()->second;
  const auto network = model.networks.find("model");
  const auto ports = network == model.networks.end()
                         ? std::string()
                         : "; " + models::describe_ports(network->second.session);
  return fail(ErrorCode::model_unsupported, model.repository.id + ": the model has no output \"" +
                                                std::string(name) + "\"" + ports);
}

}  // namespace hfi::tasks

#include "tasks/vision/pictures.h"

#include "media/decode.h"
#include "models/picture_ports.h"
#include "tasks/fields.h"

namespace hfi::tasks {

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
  return network->second.forward(items, stop);
}

Result<Tensors> forward(const models::Model& model, const media::Image& image,
                        const std::stop_token& stop) {
  auto item = TRY(prepared(model, image));
  const auto* name = model.networks.contains("vision_model") ? "vision_model" : "model";
  const auto network = model.networks.find(name);
  if (network != model.networks.end() && network->second.session.has_input("input_ids"))
    return tl::unexpected(not_understood(
        model,
        "model.onnx wants a text as well and normalises what it sees; this task needs "
        "vision_model.onnx"));
  return std::move(TRY(forward(model, name, {std::move(item)}, stop)).front());
}

Error not_understood(const models::Model& model, const std::string& what) {
  std::string ports;
  for (const auto& [name, network] : model.networks)
    ports += "; " + models::describe_ports(network.session);
  return {ErrorCode::model_unsupported, model.repository.id + ": " + what + ports};
}

Result<Tensor> output(const models::Model& model, const Tensors& outputs, std::string_view name) {
  if (const auto found = outputs.find(name); found != outputs.end()) return found->second;
  if (outputs.size() == 1 && model.facts.source == "onnx") return outputs.begin()->second;
  return tl::unexpected(
      not_understood(model, "the model has no output \"" + std::string(name) + "\""));
}

}  // namespace hfi::tasks

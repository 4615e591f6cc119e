#pragma once
// A picture on its way into a model, and the answers of one on their way out.

#include <stop_token>
#include <string_view>

#include "media/image.h"
#include "tasks/task.h"

namespace hfi::tasks {

// inputs.image_base64, RGB and upright. Fails with invalid_input.
Result<media::Image> picture_in(const json::Object& inputs);

// pixel_values, made of the picture as the repository says.
Result<Tensors> prepared(const models::Model& model, const media::Image& image);

// Everything that the network `name` answers for each item. Fails with model_unsupported when the model has no such network.
Result<models::Items> forward(const models::Model& model, std::string_view name,
                              const models::Items& items, const std::stop_token& stop);

// What the only network of the model, or the one of two that sees, answers for the picture.
Result<Tensors> forward(const models::Model& model, const media::Image& image,
                        const std::stop_token& stop);

// The error for an output that is not laid out in a way that the task reads: `what` it is, and what goes in and comes out.
Error not_understood(const models::Model& model, const std::string& what);

// The output `name`. An export may call it differently: then the only output of it is taken. Fails with model_unsupported,
// listing what the model has.
Result<Tensor> output(const models::Model& model, const Tensors& outputs, std::string_view name);

}  // namespace hfi::tasks

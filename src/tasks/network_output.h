#pragma once
// One output of a model's only network.

#include <stop_token>
#include <string_view>
#include <vector>

#include "models/model.h"

namespace hfi::tasks {

// Output `name` among those of one item. Fails with model_unsupported when the model has none of that name.
Result<Tensor> output_of(const models::Model& model, const Tensors& outputs, std::string_view name);

// Output `name` of each item. Fails with model_unsupported when the model has none of that name.
Result<std::vector<Tensor>> outputs_of(const models::Model& model, const models::Items& items,
                                       std::string_view name, const std::stop_token& stop);

}  // namespace hfi::tasks

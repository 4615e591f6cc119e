#include "tasks/network_output.h"

namespace hfi::tasks {

Result<Tensor> output_of(const models::Model& model, const Tensors& outputs,
                         std::string_view name) {
  if (const auto found = outputs.find(name); found != outputs.end()) return found->second;
  return fail(ErrorCode::model_unsupported,
              model.repository.id + ": the model has no output \"" + std::string(name) +
                  "\"; the first of its outputs is \"" + outputs.begin()->first + "\"");
}

Result<std::vector<Tensor>> outputs_of(const models::Model& model, const models::Items& items,
                                       std::string_view name, const std::stop_token& stop) {
  if (!model.forward)
    return fail(ErrorCode::model_unsupported,
                model.repository.id + ": " + model.facts.class_name +
                    " consists of several networks, the task needs a class with one");
  std::vector<Tensor> answers;
  for (const auto& outputs : TRY(model.forward(items, stop)))
    answers.push_back(TRY(output_of(model, outputs, name)));
  return answers;
}

}  // namespace hfi::tasks

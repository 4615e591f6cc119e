#include "tasks/network_output.h"

namespace hfi::tasks {

Result<std::vector<Tensor>> outputs_of(const models::Model& model, const models::Items& items,
                                       std::string_view name, const std::stop_token& stop) {
  std::vector<Tensor> answers;
  for (auto& outputs : TRY(model.forward(items, stop))) {
    const auto found = outputs.find(name);
    if (found == outputs.end())
      return fail(ErrorCode::model_unsupported,
                  model.repository.id + ": the model has no output \"" + std::string(name) +
                      "\"; the first of its outputs is \"" + outputs.begin()->first + "\"");
    answers.push_back(std::move(found->second));
  }
  return answers;
}

}  // namespace hfi::tasks

#include "models/model.h"

namespace hfi::models {

Result<const tokenizers::Tokenizer*> tokenizer_of(const Model& model) {
  if (model.tokenizer) return &*model.tokenizer;
  return fail(ErrorCode::model_unsupported,
              model.repository.id + ": the repository has no tokenizer");
}

Result<void> check_labels(const Model& model, std::size_t count) {
  if (model.labels.size() == count) return {};
  return fail(ErrorCode::model_invalid,
              "config.json: id2label names " + std::to_string(model.labels.size()) +
                  " labels, the model gives " + std::to_string(count) + " scores");
}

}  // namespace hfi::models

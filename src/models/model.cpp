#include "models/model.h"

namespace hfi::models {

Result<const tokenizers::Tokenizer*> tokenizer_of(const Model& model) {
  if (model.tokenizer) return &*model.tokenizer;
  return fail(ErrorCode::model_unsupported,
              model.repository.id + ": the repository has no tokenizer");
}

Result<const generation::Generate*> generate_of(const Model& model) {
  if (model.generate) return &model.generate;
  return fail(ErrorCode::model_unsupported,
              model.repository.id +
                  ": the network keeps no keys and values (past_key_values), "
                  "which generating token by token needs");
}

Result<const media::ImageProcessor*> image_processor_of(const Model& model) {
  if (model.image_processor) return &*model.image_processor;
  return fail(ErrorCode::model_unsupported,
              model.repository.id + ": the repository has no preprocessor_config.json");
}

Result<void> check_labels(const Model& model, std::size_t count) {
  if (model.labels.size() == count) return {};
  return fail(ErrorCode::model_invalid,
              "config.json: id2label names " + std::to_string(model.labels.size()) +
                  " labels, the model gives " + std::to_string(count) + " scores");
}

}  // namespace hfi::models

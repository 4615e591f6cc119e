#pragma once
// Texts as vectors, the way the repository declares. Reference: sentence_transformers, SentenceTransformer.encode;
// transformers, pipelines/feature_extraction.py.

#include "tasks/task.h"

namespace hfi::tasks {

struct EmbeddingOptions {
  std::optional<std::string>
      pooling{};  // a name of models/pooling.h or "none"; the repository's when absent
  std::optional<bool> normalize{};  // likewise
  std::optional<std::string> prompt_name{};
  bool truncate = false;  // cut what is longer than the model takes
};

// One row per text, or one per token where nothing pools.
using Embedding = std::vector<std::vector<float>>;

// Fails with input_too_long, invalid_option for a prompt that is not there, or what the model fails with.
Result<std::vector<Embedding>> embed(const models::Model& model,
                                     const std::vector<std::string>& texts,
                                     const EmbeddingOptions& options, const std::stop_token& stop);

}  // namespace hfi::tasks

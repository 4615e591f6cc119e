#pragma once
// What a repository says about text: its tokenizer, its labels and the lengths it takes.

#include "architectures/architecture.h"
#include "models/model.h"

namespace hfi::models {

// nullopt when the folder has no tokenizer files.
Result<std::optional<tokenizers::Tokenizer>> read_tokenizer(const std::filesystem::path& folder);

// id2label in the order of ids; LABEL_0, LABEL_1 … where config.json leaves it out. Fails with model_invalid when ids have gaps.
Result<std::vector<std::string>> labels_of(const json::Object& config);

// How many positions the architecture has embeddings for; absent when there is no limit, or it is unknown.
std::optional<std::size_t> max_positions_of(const Model& model,
                                            const architectures::Architecture* architecture);

// The least of max_positions and of what tokenizer and sentence-transformers configuration allow.
std::optional<std::size_t> max_length_of(const Model& model);

}  // namespace hfi::models

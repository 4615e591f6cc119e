#pragma once
// What turns token vectors into one vector in a sentence-transformers repository: modules.json and the folders it names;
// and what is said about texts before that: sentence_bert_config.json, config_sentence_transformers.json.
// Reference: sentence_transformers/SentenceTransformer.py.

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "models/pooling.h"
#include "models/sentence_layers.h"

namespace hfi::models {

struct SentenceModules {
  std::vector<PoolingMode> pooling;   // their vectors are concatenated, in this order
  bool include_prompt = true;         // whether the tokens of a prompt are pooled too
  std::vector<SentenceLayer> layers;  // behind the pooling, in their order
  std::optional<std::size_t> max_seq_length{};
  std::map<std::string, std::string, std::less<>> prompts{};  // by name
  std::optional<std::string> default_prompt_name{};
};

// nullopt when the folder has no modules.json. Fails with model_unsupported for a module that is not known here.
Result<std::optional<SentenceModules>> read_sentence_modules(const std::filesystem::path& folder);

}  // namespace hfi::models

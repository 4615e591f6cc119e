#pragma once
// A repository that can be run for a task: its configuration, what prepares its inputs, and its network.

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "generation/generate.h"
#include "graph/config.h"
#include "models/features/feature_extractor.h"
#include "models/networks.h"
#include "models/repository.h"
#include "models/sentence_modules.h"
#include "models/variant.h"
#include "tokenizers/tokenizer.h"

namespace hfi::models {

// What answers report about the model that gave them.
struct Facts {
  std::string source;       // safetensors or onnx
  std::string dtype;        // of the variant
  std::string class_name;   // the reference's class, such as BertForMaskedLM
  std::uint64_t bytes = 0;  // of the weights in memory
};

struct Model {
  Repository repository;
  graph::Config config;
  Facts facts;
  std::vector<std::string> labels;  // id2label by id; empty when config.json has none
  std::optional<tokenizers::Tokenizer> tokenizer{};
  std::optional<std::size_t> max_length{};    // tokens, special tokens included
  std::optional<std::size_t> min_length{};    // samples of a sound
  std::optional<FeatureExtractor> features{};  // of a model that hears
  std::optional<SentenceModules> sentence{};  // of a sentence-transformers repository
  Networks networks{};                        // by name
  Forward forward{};  // of the network "model"; empty when the class has several networks
  generation::Generate generate{};  // empty for a model that does not generate token by token
};

// Fails with model_unsupported when the repository has no tokenizer.
Result<const tokenizers::Tokenizer*> tokenizer_of(const Model& model);

// Fails with model_invalid when `count` outputs do not match the labels, or there are none.
Result<void> check_labels(const Model& model, std::size_t count);

}  // namespace hfi::models

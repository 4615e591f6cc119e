#pragma once
// A repository that can be run for a task: its configuration, what prepares its inputs, and its network.

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "generation/counters.h"
#include "generation/generate.h"
#include "graph/config.h"
#include "media/processing/image_processor.h"
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
  std::vector<std::string> labels;  // by id; LABEL_0, LABEL_1, … without id2label
  std::optional<tokenizers::Tokenizer> tokenizer{};
  std::optional<std::size_t> max_length{};                 // tokens, special tokens included
  std::optional<std::size_t> max_positions{};              // that the network has embeddings for
  std::optional<std::size_t> min_length{};                 // samples of a sound
  std::optional<FeatureExtractor> features{};              // of a model that hears
  std::optional<media::ImageProcessor> image_processor{};  // of a model that sees
  std::optional<SentenceModules> sentence{};               // of a sentence-transformers repository
  Networks networks{};                                     // by name
  Forward forward{};  // of the network "model"; empty when the class has several networks
  json::Object
      generation_config{};  // the file's members; those of config.json where there is no file
  std::shared_ptr<generation::Decoder>
      decoder{};                    // nullptr for a model that does not generate token by token
  generation::Generate generate{};  // with the decoder; set by whoever has a thread for it
  std::shared_ptr<const generation::Counters> counters{};  // of that
};

// Fails with model_unsupported when the repository has no tokenizer.
Result<const tokenizers::Tokenizer*> tokenizer_of(const Model& model);

// Fails with model_unsupported when the model does not generate token by token.
Result<const generation::Generate*> generate_of(const Model& model);

// Fails with model_unsupported when the repository does not say how pictures are prepared.
Result<const media::ImageProcessor*> image_processor_of(const Model& model);

// Fails with model_invalid when `count` outputs do not match the labels, or there are none.
Result<void> check_labels(const Model& model, std::size_t count);

}  // namespace hfi::models

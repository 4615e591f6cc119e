#pragma once
// Labels of tokens become entities of words and groups.
// Reference: transformers, pipelines/token_classification.py (gather_pre_entities, aggregate, group_entities,
// aggregate_overlapping_entities).

#include <string>
#include <string_view>
#include <vector>

#include "tensor/tensor.h"
#include "tokenizers/tokenizer.h"

namespace hfi::tasks {

struct Entity {
  std::string label;
  float score;
  std::string word;
  std::size_t start;  // characters of the text, [start, end)
  std::size_t end;
  std::size_t index;  // of the token; meaningless for words and groups
};

// One window of a text as the model answered it.
struct TokenScores {
  const tokenizers::Encoding& encoding;
  Tensor logits;  // [1, length, labels]
};

struct Vocabulary {
  const tokenizers::Tokenizer& tokenizer;
  const std::vector<std::string>& labels;
  std::string_view text;
};

// `strategy` is none, simple, first, average or max.
std::vector<Entity> aggregate(const TokenScores& scores, const Vocabulary& vocabulary,
                              std::string_view strategy);

// Where windows overlap, the longer entity stays, then the likelier.
std::vector<Entity> without_overlaps(std::vector<Entity> entities);

}  // namespace hfi::tasks

#pragma once
// An architecture is a value: what config.json calls it, and one function per class of the reference that builds a graph.

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "graph/config.h"
#include "graph/graph.h"

namespace hfi::architectures {

// Builds the graph of one class, such as BertForMaskedLM, over the weights in the scope.
using Build = std::function<graph::Outputs(graph::Scope, const graph::Config&)>;

struct Head {
  std::string class_name;
  Build build;
};

struct Architecture {
  std::string model_type;  // config.json's "model_type"
  std::string
      base_model_prefix;  // as in the reference: where the base model lies in a checkpoint with a head
  std::vector<Head> heads;  // the base model first
  // The longest sequence, special tokens included, that the position embeddings take; absent when
  // there is no limit.
  std::function<std::optional<std::int64_t>(const graph::Config&)> max_length{};
};

// `heads` in the words of an architecture's own struct: a member function from scope to outputs.
template <class Model>
Build head(graph::Outputs (Model::*build)(graph::Scope) const) {
  return [build](graph::Scope w, const graph::Config& config) { return (Model{config}.*build)(w); };
}

// The limit of absolute position embeddings that begin at 0.
std::optional<std::int64_t> max_position_embeddings(const graph::Config& config);

}  // namespace hfi::architectures

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

// A part of a class that is run by itself, such as the encoder and the decoder of a sequence-to-sequence class, or the
// two towers of a dual encoder. Names are those that ONNX exports give their files, without "_model": see models/exports.h.
struct Network {
  std::string name;
  Build build;
};

constexpr auto single_network = "model";  // the name of the only network of a class

struct Head {
  Head(std::string name, Build build)
      : class_name(std::move(name)), networks{{single_network, std::move(build)}} {}
  Head(std::string name, std::vector<Network> parts)
      : class_name(std::move(name)), networks(std::move(parts)) {}

  std::string class_name;
  std::vector<Network> networks;
  // Where the reference's Auto classes give the class another task as well, run in another way: the ending of the classes
  // that are made for that task, such as "ForMaskedLM".
  std::string serves_as{};
};

// Whether the class generates token by token, by the reference's way of naming such classes.
bool generates(const Head& head);

struct Architecture {
  std::string model_type;  // config.json's "model_type"
  std::string
      base_model_prefix;  // as in the reference: where the base model lies in a checkpoint with a head
  std::vector<Head> heads;  // the base model first
  // The longest sequence, special tokens included, that the position embeddings take; absent when
  // there is no limit.
  std::function<std::optional<std::int64_t>(const graph::Config&)> max_length{};
  // The shortest input that gives an output, such as the samples of a sound; absent when there is none too short.
  std::function<std::optional<std::int64_t>(const graph::Config&)> min_length{};
  // Ids that the reference's configuration class gives special tokens where config.json is silent, such as "eos_token_id".
  json::Object special_tokens{};
};

// `heads` in the words of an architecture's own struct: a member function from scope to outputs.
template <class Model>
Build head(graph::Outputs (Model::*build)(graph::Scope) const) {
  return [build](graph::Scope w, const graph::Config& config) { return (Model{config}.*build)(w); };
}

// The limit of absolute position embeddings that begin at 0.
std::optional<std::int64_t> max_position_embeddings(const graph::Config& config);

}  // namespace hfi::architectures

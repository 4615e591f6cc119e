#pragma once
// The networks of a model: what they will be made of before their weights are read, and what runs them afterwards.

#include <filesystem>
#include <map>
#include <string>
#include <variant>

#include "architectures/architecture.h"
#include "models/forward.h"
#include "models/repository.h"
#include "models/variant.h"

namespace hfi::models {

// A computation over the repository's checkpoint, or the file of an export.
using Blueprint = std::variant<graph::Computation, std::filesystem::path>;
using Blueprints = std::map<std::string, Blueprint, std::less<>>;

struct Network {
  runtime::Session session;  // for who keeps state in place between runs
  Forward forward;  // for everybody else: batches with whoever runs the network at the same time
};

// By name: "model" for a class of one network.
using Networks = std::map<std::string, Network, std::less<>>;

struct BuiltClass {
  Blueprints networks;
  std::vector<std::string> unused_weights;  // by none of the networks
};

// The networks of a class over the checkpoint in the repository's folder. Fails with model_invalid or model_unsupported.
Result<BuiltClass> build(const Repository& repository,
                         const architectures::Architecture& architecture,
                         const architectures::Head& head, const graph::Config& config);

Blueprints of_export(const Repository& repository, const ExportLayout& files);

// The linear layers of all computations in fewer bits, when `dtype` is one of docs/quantisation.md; else nothing changes.
void quantise(Blueprints& blueprints, const std::string& dtype);

// That the weights will take in memory. Fails with model_invalid when a file of an export cannot be read.
Result<std::uint64_t> bytes_of(const Blueprints& blueprints);

// Fails with model_invalid and the runtime's message. Inputs named in `padding` may be filled up in a batch.
Result<Networks> open(const runtime::Runtime& runtime, const Repository& repository,
                      const Blueprints& blueprints, const Padding& padding);

}  // namespace hfi::models

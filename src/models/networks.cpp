#include "models/networks.h"

#include <algorithm>

#include "graph/onnx.h"
#include "weights/checkpoint.h"

namespace hfi::models {
namespace {

namespace fs = std::filesystem;
using graph::Computation;

std::uint64_t bytes_in_memory(const Computation& computation) {
  std::uint64_t bytes = 0;
  for (const auto& node : computation.nodes)
    if (const auto* weight = std::get_if<graph::Weight>(&node.kind))
      bytes += count_of(weight->info.shape) * std::max(size_of(weight->info.dtype), sizeof(float));
  return bytes;
}

// The graph and, where it was saved apart, the weights beside it.
Result<std::uint64_t> bytes_of_file(const fs::path& file) {
  std::error_code error;
  std::uint64_t bytes = fs::file_size(file, error);
  if (error)
    return fail(ErrorCode::model_invalid, file.filename().string() + ": " + error.message());
  for (const auto* ending : {"_data", ".data"})
    if (const auto size = fs::file_size(file.string() + ending, error); !error) bytes += size;
  return bytes;
}

void keep_common(std::vector<std::string>& names, const std::vector<std::string>& others) {
  std::erase_if(names, [&](const std::string& name) {
    return std::ranges::find(others, name) == others.end();
  });
}

}  // namespace

Result<BuiltClass> build(const Repository& repository,
                         const architectures::Architecture& architecture,
                         const architectures::Head& head, const graph::Config& config) {
  auto checkpoint = TRY(weights::read_checkpoint(repository.folder));
  const auto table =
      weights::under_reference_names(std::move(*checkpoint), architecture.base_model_prefix);
  BuiltClass built;
  for (const auto& network : head.networks) {
    graph::Graph graph(table);
    const auto outputs = network.build(graph::Scope(graph, ""), config);
    TRY(config.check());
    auto computation = TRY(graph.finish(outputs));
    if (built.networks.empty())
      built.unused_weights = computation.unused_weights;
    else
      keep_common(built.unused_weights, computation.unused_weights);
    built.networks.emplace(network.name, std::move(computation));
  }
  return built;
}

Blueprints of_export(const Repository& repository, const ExportLayout& files) {
  Blueprints networks;
  for (const auto& [name, file] : files) networks.emplace(name, repository.folder / file);
  return networks;
}

Result<std::uint64_t> bytes_of(const Blueprints& blueprints) {
  std::uint64_t bytes = 0;
  for (const auto& [name, blueprint] : blueprints) {
    const auto* computation = std::get_if<Computation>(&blueprint);
    bytes += computation != nullptr ? bytes_in_memory(*computation)
                                    : TRY(bytes_of_file(std::get<fs::path>(blueprint)));
  }
  return bytes;
}

Result<Networks> open(const runtime::Runtime& runtime, const Repository& repository,
                      const Blueprints& blueprints, const Padding& padding) {
  Networks networks;
  for (const auto& [name, blueprint] : blueprints) {
    const auto* computation = std::get_if<Computation>(&blueprint);
    const auto source =
        computation != nullptr
            ? runtime::Source(runtime::Built{graph::to_onnx(*computation), repository.folder})
            : runtime::Source(std::get<fs::path>(blueprint));
    auto session = TRY(runtime::Session::open(runtime, source));
    auto forward = forward_through(session, padding);
    networks.emplace(name, Network{std::move(session), std::move(forward)});
  }
  return networks;
}

}  // namespace hfi::models

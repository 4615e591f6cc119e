#include "models/networks.h"

#include <algorithm>

#include "graph/onnx.h"
#include "models/held_weights.h"
#include "models/picture_ports.h"
#include "weights/checkpoint.h"

namespace hfi::models {
namespace {

namespace fs = std::filesystem;
using graph::Computation;

// The scale of its activations belongs to a whole tensor: items run one by one, so that none depends on its neighbours.
bool scales_activations_together(const Computation& computation) {
  return std::ranges::any_of(computation.nodes, [](const graph::Node& node) {
    const auto* op = std::get_if<graph::Operator>(&node.kind);
    return op != nullptr && op->type == "DynamicQuantizeMatMul";
  });
}

std::optional<graph::Scheme> scheme_for(const std::string& dtype) {
  const auto scheme = graph::scheme_of(dtype);
  if (scheme == graph::Scheme::int8 && !runtime::multiplies_signed_bytes_exactly())
    return graph::Scheme::int8_offset;
  return scheme;
}

// The runtime follows no link out of the folder that it is given, and in the Hub's cache every file is a link to a blob:
// weights are named by where they really are, below this folder.
const fs::path everything = "/";

// Where the node's bytes are; null when they are in no file.
std::string* file_of(graph::Node& node) {
  if (auto* weight = std::get_if<graph::Weight>(&node.kind)) return &weight->info.file;
  if (auto* made = std::get_if<graph::Quantised>(&node.kind)) return &made->from.file;
  return nullptr;
}

Result<Computation> with_real_files(Computation computation, const fs::path& folder) {
  std::map<std::string, std::string, std::less<>> places;
  for (auto& node : computation.nodes) {
    auto* file = file_of(node);
    if (file == nullptr) continue;
    auto& place = places[*file];
    if (place.empty()) {
      std::error_code error;
      place = fs::canonical(folder / *file, error).relative_path();
      if (error) return fail(ErrorCode::model_invalid, *file + ": " + error.message());
    }
    *file = place;
  }
  return computation;
}

Result<runtime::Source> source_of(const Blueprint& blueprint, const fs::path& folder) {
  const auto* computation = std::get_if<Computation>(&blueprint);
  if (computation == nullptr) return std::get<fs::path>(blueprint);
  auto made = TRY(quantise_weights(*computation, folder));
  const auto placed = TRY(with_real_files(*computation, folder));
  return runtime::Built{graph::to_onnx(placed), everything, std::move(made)};
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

void quantise(Blueprints& blueprints, const std::string& dtype) {
  const auto scheme = scheme_for(dtype);
  if (!scheme) return;
  for (auto& [name, blueprint] : blueprints)
    if (auto* computation = std::get_if<Computation>(&blueprint))
      *computation = graph::quantised(*computation, *scheme);
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
    const bool alone = computation != nullptr && scales_activations_together(*computation);
    const auto source = TRY(source_of(blueprint, repository.folder));
    auto session = TRY(runtime::Session::open(runtime, source));
    auto forward = TRY(taking_pictures(
        session, forward_through(session, padding, alone ? 1 : max_items_together)));
    networks.emplace(name, Network{std::move(session), std::move(forward)});
  }
  return networks;
}

}  // namespace hfi::models

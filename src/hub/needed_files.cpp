#include "hub/needed_files.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <set>

namespace hfi::hub {
namespace {

constexpr std::uint64_t largest_text = 256ULL << 20U;  // a larger "configuration" is data

std::string_view folder_of_path(std::string_view path) {
  const auto slash = path.rfind('/');
  return slash == std::string_view::npos ? std::string_view() : path.substr(0, slash);
}

std::string_view name_of_path(std::string_view path) { return path.substr(path.rfind('/') + 1); }

std::string in_folder(std::string_view folder, std::string_view name) {
  return folder.empty() ? std::string(name) : std::string(folder) + "/" + std::string(name);
}

// "-00001-of-00005" between a stem and an ending.
bool is_part_number(std::string_view text) {
  if (text.size() != 15 || text[0] != '-' || text.substr(6, 4) != "-of-") return false;
  const auto digit = [](unsigned char c) { return std::isdigit(c) != 0; };
  return std::ranges::all_of(text.substr(1, 5), digit) &&
         std::ranges::all_of(text.substr(10), digit);
}

// What tells a program how to use the weights. Other formats' indexes, documents and pictures are left.
bool is_configuration(std::string_view name) {
  constexpr auto endings =
      std::to_array<std::string_view>({".json", ".txt", ".jinja", ".model", ".spm", ".tiktoken"});
  if (name.ends_with(".index.json") || name == "README.txt" || name == "LICENSE.txt") return false;
  return std::ranges::any_of(endings,
                             [&](std::string_view ending) { return name.ends_with(ending); });
}

using Folders = std::set<std::string, std::less<>>;

// The repository's own folder, and those that its modules.json or model_index.json divides it into.
Folders folders_of(const Tree& tree) {
  Folders folders{"", "additional_chat_templates"};
  const bool divided =
      find_file(tree, "modules.json") != nullptr || find_file(tree, "model_index.json") != nullptr;
  constexpr auto exports =
      std::to_array<std::string_view>({"onnx", "openvino", "coreml", "tflite"});
  for (const auto& file : tree.files) {
    const auto folder = folder_of_path(file.path);
    const bool nested = folder.find('/') != std::string_view::npos;
    if (divided && !nested && std::ranges::find(exports, folder) == exports.end())
      folders.emplace(folder);
  }
  return folders;
}

bool is_weights(std::string_view path) {
  constexpr auto endings =
      std::to_array<std::string_view>({".safetensors", ".onnx", ".bin", ".gguf", ".h5", ".msgpack",
                                       ".pt", ".pth", ".ckpt", ".tflite", ".ot"});
  return std::ranges::any_of(endings,
                             [&](std::string_view ending) { return path.ends_with(ending); });
}

tl::unexpected<Error> not_there(const Tree& tree, const std::string& what) {
  json::Array available;
  for (const auto& file : tree.files)
    if (is_weights(file.path)) available.emplace_back(file.path);
  return fail(ErrorCode::variant_not_found,
              what + " is not in the repository; `details.available` is",
              {{"available", std::move(available)}});
}

Result<std::vector<std::string>> onnx_files(const Tree& tree, const Want& want) {
  std::vector<std::string> files;
  for (const auto& graph : want.onnx_files) {
    if (find_file(tree, graph) == nullptr) return not_there(tree, graph);
    for (const auto& file : tree.files) {
      // how exporters name external data: model.onnx_data, model.onnx_data_1, model.onnx.data
      const std::string_view rest =
          std::string_view(file.path).substr(std::min(graph.size(), file.path.size()));
      const bool data =
          file.path.starts_with(graph) && (rest.starts_with("_data") || rest.starts_with(".data"));
      if (file.path == graph || data) files.push_back(file.path);
    }
  }
  if (files.empty()) return not_there(tree, "an ONNX file");
  return files;
}

std::set<std::string> configuration_files(const Tree& tree, const Folders& folders) {
  std::set<std::string> files;
  for (const auto& file : tree.files) {
    const bool fits =
        content_bytes(file) <= largest_text && is_configuration(name_of_path(file.path));
    if (fits && folders.contains(folder_of_path(file.path))) files.insert(file.path);
  }
  return files;
}

Result<std::vector<std::string>> safetensors_of(const Tree& tree, const Folders& folders) {
  std::vector<std::string> files;
  for (const auto& folder : folders) {
    const auto found = safetensors_files(tree, folder);
    files.insert(files.end(), found.begin(), found.end());
  }
  if (files.empty()) return not_there(tree, "a safetensors file");
  return files;
}

}  // namespace

std::vector<std::string> safetensors_files(const Tree& tree, std::string_view folder) {
  for (const std::string_view stem : {"model", "diffusion_pytorch_model", "adapter_model"}) {
    const auto single = in_folder(folder, std::string(stem) + ".safetensors");
    if (find_file(tree, single) != nullptr) return {single};
    std::vector<std::string> files;
    for (const auto& file : tree.files) {
      const auto name = name_of_path(file.path);
      if (folder_of_path(file.path) != folder || !name.starts_with(stem) ||
          !name.ends_with(".safetensors"))
        continue;
      const auto middle = name.substr(
          stem.size(), name.size() - stem.size() - std::string_view(".safetensors").size());
      if (is_part_number(middle)) files.push_back(file.path);
    }
    const auto index = in_folder(folder, std::string(stem) + ".safetensors.index.json");
    if (files.empty() || find_file(tree, index) == nullptr) continue;
    files.push_back(index);
    std::ranges::sort(files);
    return files;
  }
  return {};
}

Result<std::vector<std::string>> needed_files(const Tree& tree, const Want& want) {
  const auto folders = folders_of(tree);
  auto needed = configuration_files(tree, folders);
  std::vector<std::string> weights;
  if (want.weights == Want::Weights::safetensors) weights = TRY(safetensors_of(tree, folders));
  if (want.weights == Want::Weights::onnx) weights = TRY(onnx_files(tree, want));
  needed.insert(weights.begin(), weights.end());
  return std::vector<std::string>(needed.begin(), needed.end());
}

}  // namespace hfi::hub

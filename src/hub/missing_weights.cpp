#include "hub/missing_weights.h"

#include <set>

namespace hfi::hub {
namespace {

std::string ending_of(const std::string& path) {
  const auto dot = path.rfind('.');
  return dot == std::string::npos ? "" : path.substr(dot);
}

bool is_pickle(std::string_view ending) {
  return ending == ".bin" || ending == ".pt" || ending == ".pth" || ending == ".ckpt";
}

// Of a training that could be gone on with, and no weights.
bool is_of_the_trainer(const std::string& path) {
  const auto name = path.substr(path.rfind('/') + 1);
  return name.starts_with("training_args") || name.starts_with("optimizer") ||
         name.starts_with("scheduler") || name.starts_with("rng_state");
}

// A pickle is a program that makes objects: what is in it besides tensors shows only when it runs.
Obstacle pickles_alone(const Files& files) {
  std::string names;
  for (const auto& file : files) names += (names.empty() ? "" : ", ") + file;
  return {.code = "pickle_weights",
          .message = "its weights are there as pickles alone (" + names +
                     "), which may hold any type and run any code; this program reads safetensors "
                     "and ONNX, into which the owner can convert them",
          .details = {{"files", json::Array(files.begin(), files.end())}}};
}

}  // namespace

Obstacle no_weights(const Tree& tree) {
  Files pickles;
  std::set<std::string> formats;
  bool safetensors = false;  // which another task could use
  for (const auto& file : tree.files) {
    const auto ending = ending_of(file.path);
    safetensors = safetensors || ending == ".safetensors";
    if (is_pickle(ending) && !is_of_the_trainer(file.path)) pickles.push_back(file.path);
    if (ending == ".gguf" || ending == ".h5" || ending == ".msgpack" || ending == ".onnx")
      formats.insert(ending.substr(1));
  }
  if (!pickles.empty() && !safetensors) return pickles_alone(pickles);
  return {.code = "no_weights",
          .message = "it has no safetensors weights and no ONNX export that this program can use",
          .details = {{"formats", json::Array(formats.begin(), formats.end())}}};
}

}  // namespace hfi::hub

#pragma once
// Which files of a repository a way of running it needs: repositories hold the same weights several times, for
// several programs.

#include <string>
#include <vector>

#include "hub/tree.h"

namespace hfi::hub {

struct Want {
  enum class Weights { none, safetensors, onnx };
  Weights weights = Weights::safetensors;
  std::vector<std::string>
      onnx_files{};  // for onnx: the graphs, as paths; their external data come along
};

// Configuration, tokenizer and templates, and the weights that are wanted; by path. Fails with variant_not_found, which lists
// the weights that there are.
Result<std::vector<std::string>> needed_files(const Tree& tree, const Want& want);

// Of a folder ("" for the repository's own): one safetensors file, or an index and its parts, in the form that `transformers`
// and `diffusers` take first; empty when there are none.
std::vector<std::string> safetensors_files(const Tree& tree, std::string_view folder);

}  // namespace hfi::hub

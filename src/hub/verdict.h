#pragma once
// "Can it run here?", before a byte of weights is downloaded. Pure: what this program and this machine can do comes in
// as data.

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/json.h"
#include "core/result.h"
#include "hub/model_summary.h"
#include "hub/tree.h"
#include "hub/weights_size.h"

namespace hfi::hub {

using Files = std::vector<std::string>;

struct Supported {
  // Tasks, and the endings of the names of classes that serve them ("ForMaskedLM"), preferred first.
  std::map<std::string, std::vector<std::string>, std::less<>> heads{};
  // model_type of config.json, and the classes of it that can be built here.
  std::map<std::string, std::vector<std::string>, std::less<>> classes{};
  // Tasks that ONNX exports serve, and the sets of files that make one up, preferred first.
  std::map<std::string, std::vector<Files>, std::less<>> onnx{};
  // Tasks that need one of these files besides (a tokenizer).
  std::map<std::string, Files, std::less<>> one_of{};
};

struct Room {
  std::uint64_t memory_budget = 0;  // bytes
  std::uint64_t disk_free = 0;
};

struct Candidate {
  std::string task{};  // empty: the Hub knows none and none was asked for
  Gated gated = Gated::unknown;
  std::optional<json::Object>
      config{};                    // config.json; absent when there is none or it may not be read
  std::optional<Error> refusal{};  // why it may not be read (model_gated)
  Tree tree{};
  std::map<std::string, std::uint64_t>
      elements{};                      // of the safetensors weights, by type; empty when not known
  std::set<std::string> blobs_here{};  // already in the cache
};

// One thing that is missing.
struct Obstacle {
  // no_task, task_not_supported, model_gated, no_config, architecture_not_supported, remote_code, no_weights, pickle_weights,
  // missing_file, file_too_large, insufficient_memory, insufficient_disk
  std::string code{};
  std::string message{};
  json::Object details{};
};

struct Verdict {
  std::vector<Obstacle> obstacles{};  // none: it can run
  std::string task{};
  std::string source{};      // safetensors or onnx; empty when neither can be used
  std::string class_name{};  // for safetensors
  Gated gated = Gated::unknown;
  Files files{};  // that have to be in the cache
  std::uint64_t bytes = 0;
  std::uint64_t bytes_to_download = 0;
  std::uint64_t memory_bytes = 0;  // estimate for the weights
};

Verdict judge(const Candidate& candidate, const Supported& supported, const Room& room);
json::Object to_json(const Verdict& verdict);

// nullptr when the map has no such key.
template <class Map>
const typename Map::mapped_type* entry_of(const Map& map, const std::string& key) {
  const auto found = map.find(key);
  return found == map.end() ? nullptr : &found->second;
}

// The first of `classes` that ends with the first possible of `heads`; empty when there is none.
std::string class_for(const std::vector<std::string>& heads,
                      const std::vector<std::string>& classes);

}  // namespace hfi::hub

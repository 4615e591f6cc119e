#pragma once
// What is asked for when a model is asked for.

#include <compare>
#include <string>

namespace hfi::serving {

struct ModelKey {
  std::string model_id;
  std::string task;
  std::string revision;  // as the request named it
  std::string source;    // empty when the request leaves the choice to the repository
  std::string dtype;     // likewise
  friend auto operator<=>(const ModelKey&, const ModelKey&) = default;
};

inline std::string name_of(const ModelKey& key) {
  auto name = key.model_id + ":" + key.task;
  for (const auto* part : {&key.revision, &key.source, &key.dtype})
    if (!part->empty()) name += ":" + *part;
  return name;
}

}  // namespace hfi::serving

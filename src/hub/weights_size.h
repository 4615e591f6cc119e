#pragma once
// How large weights are, from the number of elements of each type (safetensors' names), before any is read.

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "core/json.h"

namespace hfi::hub {

using Elements = std::map<std::string, std::uint64_t>;

// Of `safetensors.parameters` in the Hub's description of a model; empty when it has none.
Elements elements_of(const json::Object& info);

// In the file; nullopt when nothing is known or a type is not.
std::optional<std::uint64_t> stored_bytes(const Elements& elements);
// In memory, where half precision is computed in single precision.
std::optional<std::uint64_t> memory_bytes(const Elements& elements);

}  // namespace hfi::hub

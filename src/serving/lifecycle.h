#pragma once
// The states that a model goes through, as pure functions.

#include <cstdint>
#include <optional>
#include <string_view>

namespace hfi::serving {

enum class ModelState : std::uint8_t {
  queued,       // for a thread that loads, or for memory
  downloading,  // what is not on the disk
  loading,
  ready,
  evicting,  // its memory is being given back
  gone,      // evicted, unloaded, or not wanted any more
  failed
};

std::string_view name_of(ModelState state);

// Whether a model may go from one state to the other.
bool may_become(ModelState from, ModelState to);

// Nobody can be given a model in such a state, nor wait for it.
bool is_over(ModelState state);
// On its way to ready.
bool is_coming(ModelState state);

}  // namespace hfi::serving

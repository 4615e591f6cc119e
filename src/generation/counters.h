#pragma once
// What a model's generating has come to. One thread writes, any reads.

#include <atomic>
#include <cstdint>

namespace hfi::generation {

struct Counters {
  using Count = std::atomic<std::uint64_t>;
  Count requests = 0;
  Count cancelled = 0;
  Count rounds = 0;               // runs of the network for one prompt, or for all that take a step
  Count tokens = 0;               // chosen, those of beams once they are certain
  Count rounds_after_cancel = 0;  // the most that began for a request which had been cancelled
};

}  // namespace hfi::generation

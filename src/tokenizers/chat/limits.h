#pragma once

#include <cstddef>

namespace hfi::tokenizers::chat {

// What a template may use up; strangers write them.
struct Limits {
  std::size_t output_bytes = std::size_t{32} << 20U;
  std::size_t steps = 4'000'000;  // nodes evaluated, items and bytes/16 made
  std::size_t depth = 800;        // nodes inside of one another, macros' calls included
};

}  // namespace hfi::tokenizers::chat

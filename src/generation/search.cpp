#include "generation/search.h"

namespace hfi::generation {

std::string_view name_of(FinishReason reason) {
  switch (reason) {
    case FinishReason::eos_token:
      return "eos_token";
    case FinishReason::length:
      return "length";
    default:
      return "stop_sequence";
  }
}

}  // namespace hfi::generation

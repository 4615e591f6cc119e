#pragma once
// A question with its context, in windows that the model can take.

#include "models/model.h"

namespace hfi::tasks {

// Tokens; the reference's defaults where absent.
struct WindowOptions {
  std::optional<std::size_t> max_seq_len{};  // of a window; 384, at most what the model takes
  std::optional<std::size_t> doc_stride{};   // that neighbours share; 128, at most half a window
};

// Fails with invalid_input for an empty text, input_too_long when the question leaves no room, and invalid_option.
Result<std::vector<tokenizers::Encoding>> context_windows(const models::Model& model,
                                                          const std::string& question,
                                                          const std::string& context,
                                                          const WindowOptions& options);

}  // namespace hfi::tasks

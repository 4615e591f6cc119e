#pragma once
// Which layers of Qwen2 and Qwen3 see a sliding window only. Reference: transformers, models/qwen2/configuration_qwen2.py.

#include "architectures/blocks/decoder_layer.h"

namespace hfi::architectures {

struct QwenWindows {
  explicit QwenWindows(const graph::Config& config)
      : window(config.get("use_sliding_window", false)
                   ? config.get("sliding_window", std::int64_t{4096})
                   : 0),
        first(config.get("max_window_layers", std::int64_t{28})) {
    if (config.has("layer_types")) types = config.get<std::vector<std::string>>("layer_types");
  }

  [[nodiscard]] graph::CachedAttention of_layer(graph::CachedAttention how,
                                                std::int64_t layer) const {
    const bool slid = types.empty() ? layer >= first : slides(types, layer);
    if (slid) how.sliding_window = window;
    return how;
  }

  std::int64_t window;
  std::int64_t first;
  std::vector<std::string> types{};
};

}  // namespace hfi::architectures

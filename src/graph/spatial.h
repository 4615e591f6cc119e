#pragma once
// Pictures as tensors [batch, channels, height, width] of any size, and their patches as sequences. Names follow
// torch.nn.functional.

#include <cstdint>
#include <string>
#include <vector>

#include "graph/nn.h"

namespace hfi::graph {

// The input "pixel_values", float32 [batch, channels, height, width]. An extent of 0 is known only when the model runs.
Value pixel_values(Graph& graph, std::int64_t channels, std::int64_t height = 0,
                   std::int64_t width = 0);

// int64 [2]: height and width.
Value spatial_size(Value x);

// [batch, channels, height, width] -> [batch, height * width, channels]
Value flatten_space(Value x);
// The way back, to the height and width in `size`, int64 [2].
Value unflatten_space(Value x, Value size);

// Any shape that ends with `size`, int64 [2]: 0 keeps an extent, -1 takes what is left.
Value with_space(Value x, const std::vector<std::int64_t>& leading, Value size);

// Extents of 1 repeated as NumPy broadcasts to `shape`, where 1 leaves an extent as it is.
Value expand(Value x, const std::vector<std::int64_t>& shape);
Value expand(Value x, Value shape);

// torch.nn.MaxPool2d
Value max_pool(Value x, std::int64_t kernel, std::int64_t stride, std::int64_t padding);

// The mean over height and width: [batch, channels].
Value mean_over_space(Value x);

enum class Interpolation { nearest, bilinear, bicubic };

// torch.nn.functional.interpolate to `size`, int64 [2]; without antialiasing, bicubic with a = -3/4.
Value interpolate(Value x, Value size, Interpolation mode, bool align_corners = false);

// torch.nn.GroupNorm
Value group_norm(Value x, Scope w, std::int64_t groups, std::int64_t channels, float eps);

// torch.nn.LayerNorm over the channels of [batch, channels, height, width].
Value channel_norm(Value x, Scope w, float eps);

}  // namespace hfi::graph

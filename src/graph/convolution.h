#pragma once
// Convolutions and the normalisations that go with them. x is [batch, channels, length] or [batch, channels, height, width];
// names follow torch.nn.

#include <cstdint>
#include <vector>

#include "graph/nn.h"

namespace hfi::graph {

// One number per axis of space; empty for 1 (padding: 0) everywhere.
struct Convolution {
  std::vector<std::int64_t> stride{};
  std::vector<std::int64_t> padding{};  // zeros before and after
  std::vector<std::int64_t> dilation{};
  std::int64_t groups = 1;
};

// torch.nn.Conv1d and Conv2d, with weight [out, in / groups, …] and, where the checkpoint has one, bias [out].
Value conv(Value x, Scope w, const Convolution& options = {});
// The same with a weight that was computed, and a bias that may be absent.
Value conv(Value x, Value weight, Value bias, const Convolution& options);

// torch.nn.ConvTranspose1d and ConvTranspose2d, with weight [in, out, …] and bias [out]. `padding` leaves away as much at
// both ends of each axis; empty for nothing.
Value conv_transpose(Value x, Scope w, const std::vector<std::int64_t>& stride,
                     const std::vector<std::int64_t>& padding = {});

// torch.nn.GroupNorm with one group per channel, which is torch.nn.InstanceNorm with weight and bias.
Value instance_norm(Value x, Scope w, float eps);

// torch.nn.BatchNorm1d and 2d as they work after training.
Value batch_norm(Value x, Scope w, float eps);

}  // namespace hfi::graph

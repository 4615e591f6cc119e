#pragma once
// Running items through a network. An item is a set of named tensors whose first axis has the extent 1; items of one call
// may differ in length, and are answered in order.

#include <functional>
#include <map>
#include <stop_token>
#include <string>
#include <vector>

#include "runtime/session.h"
#include "tensor/tensor.h"

namespace hfi::models {

using Items = std::vector<Tensors>;

// Given items, their outputs, each with a first axis of extent 1 again and without any padding.
using Forward = std::function<Result<Items>(const Items&, const std::stop_token&)>;

// The inputs whose second axis is the length of a sequence, and what fills them up in a batch.
using Padding = std::map<std::string, std::int64_t, std::less<>>;

constexpr std::size_t max_items_together = 64;

// At most `max_items` items run together.
Forward forward_through(runtime::Session session, Padding padding,
                        std::size_t max_items = max_items_together);

}  // namespace hfi::models

#pragma once
// Many items as few batches. Pure: which items go together, stacking them, and taking the answers apart.

#include "models/forward.h"

namespace hfi::models {

struct BatchLimits {
  std::size_t items = max_items_together;
  std::size_t elements =
      8192;              // of the largest input, padding included: bounds the memory of one run
  double waste = 0.125;  // the share of a batch that may be padding
};

// Indices of items that may be stacked: same shapes but for the padded axis. An item that is a batch itself, such as a picture
// with several texts, stays alone. Every index occurs once; longer items come
// first within the call, so that a group is as even as possible.
std::vector<std::vector<std::size_t>> groups(const Items& items, const Padding& padding,
                                             const BatchLimits& limits);

// The named inputs of the items in `group`, stacked along the first axis and padded along the second.
Tensors stack(const Items& items, const std::vector<std::size_t>& group, const Padding& padding);

// Row `row` of every output; where an output's second axis is as long as the batch's padded length and is not a fixed
// extent of the model (`fixed` holds their names), it is cut to `length`.
Tensors unstack(const Tensors& outputs, std::size_t row, std::int64_t padded, std::int64_t length,
                const std::vector<std::string>& fixed);

// The extent of the padded axis; 0 for an item without one.
std::int64_t length_of(const Tensors& item, const Padding& padding);

}  // namespace hfi::models

#include "architectures/blocks/detr_mask_head.h"

#include <cmath>

#include "graph/convolution.h"

namespace hfi::architectures {

using namespace graph;

Value DetrMaskHead::attention_maps(Value decoded, Value memory, Value size, Scope w) const {
  const auto width = hidden / heads;
  const auto q = linear(decoded, w / "q_linear") * (1 / std::sqrt(static_cast<float>(width)));
  const auto k = linear(memory, w / "k_linear");
  const auto by_query = transpose(reshape(q, {0, 0, heads, width}), {0, 2, 1, 3});
  const auto by_key = transpose(reshape(k, {0, 0, heads, width}), {0, 2, 3, 1});
  const auto scores = transpose(matmul(by_query, by_key), {0, 2, 1, 3});
  const auto weights = softmax(reshape(scores, {0, 0, -1}), 2);
  return with_space(weights, {-1, heads}, size);
}

Value DetrMaskHead::block(Value x, Scope w, int index, std::int64_t channels) const {
  const auto number = std::to_string(index);
  const auto y = conv(x, w / ("lay" + number), {.padding = {1, 1}});
  return activation(act, group_norm(y, w / ("gn" + number), std::min<std::int64_t>(8, channels),
                                    channels, 1e-5F));
}

Value DetrMaskHead::masks(Value projected, Value attention, const std::vector<Value>& maps,
                          Scope w) const {
  const auto for_each_query = expand(unsqueeze(projected, 1), {1, queries, 1, 1, 1});
  const auto features = with_space(for_each_query, {-1, hidden}, spatial_size(projected));
  auto x = block(concat({features, attention}, 1), w, 1, hidden + heads);
  x = block(x, w, 2, hidden / 2);
  for (int i = 0; i < 3; ++i) {
    const auto adapter = w / ("adapter" + std::to_string(i + 1));
    const auto finer = conv(maps[static_cast<std::size_t>(2 - i)], adapter);
    const auto size = spatial_size(finer);
    const auto channels = hidden / (2 << i);
    const auto upsampled =
        with_space(interpolate(x, size, Interpolation::nearest), {-1, queries, channels}, size);
    x = with_space(upsampled + unsqueeze(finer, 1), {-1, channels}, size);
    x = block(x, w, i + 3, channels / 2);
  }
  const auto last = conv(x, w / "out_lay", {.padding = {1, 1}});
  return with_space(last, {-1, queries}, spatial_size(last));
}

}  // namespace hfi::architectures

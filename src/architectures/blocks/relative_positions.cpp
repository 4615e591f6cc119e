#include "architectures/blocks/relative_positions.h"

#include <algorithm>
#include <cmath>

namespace hfi::architectures {

using namespace graph;

namespace {

// float32 as in the reference, so that distances fall on the same side of a border
std::int64_t bucket_of(std::int64_t distance, std::int64_t num_buckets, std::int64_t max_distance) {
  const auto max_exact = num_buckets / 2;
  if (distance < max_exact) return distance;
  const auto exact = static_cast<float>(max_exact);
  const auto range = static_cast<float>(
      std::log(static_cast<double>(max_distance) / static_cast<double>(max_exact)));
  const auto log_distance = std::log(static_cast<float>(distance) / exact);
  const auto step = log_distance / range * static_cast<float>(num_buckets - max_exact);
  return std::min(max_exact + static_cast<std::int64_t>(step), num_buckets - 1);
}

}  // namespace

std::vector<std::int64_t> relative_position_buckets(const RelativePositions& how) {
  const auto side = how.bidirectional ? how.num_buckets / 2 : how.num_buckets;
  std::vector<std::int64_t> buckets;
  for (auto distance = -how.max_distance; distance <= how.max_distance; ++distance) {
    const auto away = how.bidirectional ? std::abs(distance) : std::max<std::int64_t>(-distance, 0);
    const auto after = how.bidirectional && distance > 0 ? side : 0;
    buckets.push_back(after + bucket_of(away, side, how.max_distance));
  }
  return buckets;
}

Value relative_attention_bias(Value queries, Value keys, Value weight,
                              const RelativePositions& how) {
  auto& graph = *weight.graph;
  if (how.num_buckets < 4 || how.max_distance <= how.num_buckets / 2 || how.max_distance > 65536) {
    graph.problem("config.json: relative_attention_num_buckets and _max_distance do not fit");
    return weight;
  }
  const auto limit = how.max_distance;
  const auto distance = keys - queries;
  const auto clipped =
      graph.add({"Clip"}, {distance, integer(graph, -limit), integer(graph, limit)});
  const auto by_distance =
      gather(weight, integers(graph, relative_position_buckets(how)), 0);  // [2 limit + 1, heads]
  const auto bias = gather(by_distance, clipped + integer(graph, limit), 0);
  return transpose(bias, {0, 3, 1, 2});
}

}  // namespace hfi::architectures

#include "architectures/blocks/spline.h"

#include "graph/elementwise.h"

namespace hfi::architectures {
namespace {

using namespace graph;

constexpr float least = 1e-3F;       // of a bin's width, its height, and a derivative
constexpr float upper_edge = 1e-6F;  // so that the bound itself lies in the last bin

Value negative(Value x) { return x * -1.0F; }

// Where the bins begin and end: [..., bins + 1] from -bound to bound.
Value knots_of(Value unnormalised, const Spline& spline) {
  const auto bins = static_cast<float>(spline.bins);
  const auto shares = softmax(unnormalised, -1) * (1.0F - least * bins) + least;
  const auto ends = cumulative_sum(shares, -1) * (2.0F * spline.tail_bound) + -spline.tail_bound;
  const auto nothing = slice(ends, 0, 1, -1) * 0.0F;
  return concat({nothing + -spline.tail_bound, slice(ends, 0, -1, -1), nothing + spline.tail_bound},
                -1);
}

Value extents(Value knots, std::int64_t bins) {
  return slice(knots, 1, bins + 1, -1) - slice(knots, 0, bins, -1);
}

Value derivatives_of(const Spline& spline) {
  const auto inner = softplus(spline.derivatives) + least;
  const auto one = slice(inner, 0, 1, -1) * 0.0F + 1.0F;  // the identity's, outside
  return concat({one, inner, one}, -1);
}

// The entry that `bin` [..., 1] names.
Value at(Value x, Value bin) {
  return x.graph->add({"GatherElements", "", {{"axis", std::int64_t{-1}}}}, {x, bin});
}

Value bin_of(Value y, Value knots, const Spline& spline) {
  auto& graph = *y.graph;
  const auto last = slice(knots, spline.bins, spline.bins + 1, -1) + upper_edge;
  const auto edges = concat({slice(knots, 0, spline.bins, -1), last}, -1);
  const auto below = cast(greater_or_equal(y, edges), DType::i64);
  const auto count = graph.add({"ReduceSum"}, {below, integers(graph, {-1})});
  return count - integer(graph, 1);
}

}  // namespace

Value inverse(const Spline& spline, Value y_anywhere) {
  const auto given = unsqueeze(y_anywhere, -1);
  const auto y = clamp(given, -spline.tail_bound, spline.tail_bound);
  const auto knots_x = knots_of(spline.widths, spline);
  const auto knots_y = knots_of(spline.heights, spline);
  const auto widths = extents(knots_x, spline.bins);
  const auto heights = extents(knots_y, spline.bins);
  const auto slopes = heights / widths;
  const auto derivatives = derivatives_of(spline);
  const auto bin = bin_of(y, knots_y, spline);

  // appendix A.3: the root of a quadratic equation
  const auto delta = at(slopes, bin);
  const auto before = at(derivatives, bin);
  const auto after = at(slice(derivatives, 1, spline.bins + 1, -1), bin);
  const auto height = at(heights, bin);
  const auto rise = y - at(knots_y, bin);
  const auto bend = rise * (before + after - delta * 2.0F);
  const auto a = height * (delta - before) + bend;
  const auto b = height * before - bend;
  const auto c = negative(delta) * rise;
  const auto root = c * 2.0F / (negative(b) - sqrt(b * b - a * 4.0F * c));
  const auto inside = root * at(widths, bin) + at(knots_x, bin);
  const auto is_inside = y.graph->add({"Equal"}, {given, y});
  return take(where(is_inside, inside, given), 0, -1);
}

}  // namespace hfi::architectures

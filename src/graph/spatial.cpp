#include "graph/spatial.h"

namespace hfi::graph {
namespace {

using Attributes = std::vector<Attribute>;

Value add(Value x, std::string type, std::vector<Value> inputs, Attributes attributes = {}) {
  return x.graph->add({std::move(type), "", std::move(attributes)}, std::move(inputs));
}

Extent extent(std::int64_t known, const char* name) {
  return known > 0 ? Extent(known) : Extent(std::string(name));
}

const char* name_of(Interpolation mode) {
  if (mode == Interpolation::nearest) return "nearest";
  return mode == Interpolation::bilinear ? "linear" : "cubic";
}

}  // namespace

Value pixel_values(Graph& graph, std::int64_t channels, std::int64_t height, std::int64_t width) {
  return graph.input("pixel_values", DType::f32,
                     {"batch", channels, extent(height, "height"), extent(width, "width")});
}

Value spatial_size(Value x) {
  return add(x, "Shape", {x}, {{"start", std::int64_t{2}}, {"end", std::int64_t{4}}});
}

Value flatten_space(Value x) { return transpose(reshape(x, {0, 0, -1}), {0, 2, 1}); }

Value unflatten_space(Value x, Value size) {
  return with_space(transpose(x, {0, 2, 1}), {0, 0}, size);
}

Value with_space(Value x, const std::vector<std::int64_t>& leading, Value size) {
  return add(x, "Reshape", {x, concat({integers(*x.graph, leading), size}, 0)});
}

Value expand(Value x, Value shape) { return add(x, "Expand", {x, shape}); }
Value expand(Value x, const std::vector<std::int64_t>& shape) {
  return expand(x, integers(*x.graph, shape));
}

Value max_pool(Value x, std::int64_t kernel, std::int64_t stride, std::int64_t padding) {
  using Extents = std::vector<std::int64_t>;
  return add(x, "MaxPool", {x},
             {{"kernel_shape", Extents{kernel, kernel}},
              {"strides", Extents{stride, stride}},
              {"pads", Extents(4, padding)}});
}

Value mean_over_space(Value x) { return reshape(add(x, "GlobalAveragePool", {x}), {0, -1}); }

Value interpolate(Value x, Value size, Interpolation mode, bool align_corners) {
  const auto leading = add(x, "Shape", {x}, {{"start", std::int64_t{0}}, {"end", std::int64_t{2}}});
  const std::string coordinates = mode == Interpolation::nearest ? "asymmetric"
                                  : align_corners                ? "align_corners"
                                                                 : "pytorch_half_pixel";
  return add(x, "Resize", {x, Value{}, Value{}, concat({leading, size}, 0)},
             {{"mode", std::string(name_of(mode))},
              {"coordinate_transformation_mode", coordinates},
              {"cubic_coeff_a", -0.75F},
              {"nearest_mode", std::string("floor")}});
}

Value group_norm(Value x, Scope w, std::int64_t groups, std::int64_t channels, float eps) {
  auto& graph = *x.graph;
  const auto per_group = [&](float value) {
    const std::vector<float> values(static_cast<std::size_t>(groups), value);
    return graph.constant(Tensor::of<float>({groups}, values));
  };
  const auto grouped = reshape(x, {0, groups, -1});
  const auto normal =
      add(x, "InstanceNormalization", {grouped, per_group(1), per_group(0)}, {{"epsilon", eps}});
  const auto same = with_space(normal, {-1, channels}, spatial_size(x));
  const auto weight = reshape(w["weight"], {channels, 1, 1});
  const auto bias = reshape(w["bias"], {channels, 1, 1});
  return same * weight + bias;
}

Value channel_norm(Value x, Scope w, float eps) {
  return transpose(layer_norm(transpose(x, {0, 2, 3, 1}), w, eps), {0, 3, 1, 2});
}

}  // namespace hfi::graph

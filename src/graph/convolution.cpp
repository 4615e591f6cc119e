#include "graph/convolution.h"

#include <algorithm>

namespace hfi::graph {
namespace {

// ONNX lists the starts of all axes, then their ends.
std::vector<std::int64_t> both_ends(std::vector<std::int64_t> padding) {
  const auto axes = padding.size();
  padding.resize(2 * axes);
  std::copy_n(padding.begin(), axes, padding.begin() + static_cast<std::ptrdiff_t>(axes));
  return padding;
}

}  // namespace

Value conv(Value x, Value weight, Value bias, const Convolution& options) {
  std::vector<Attribute> attributes{{"group", options.groups}};
  if (!options.stride.empty()) attributes.push_back({"strides", options.stride});
  if (!options.dilation.empty()) attributes.push_back({"dilations", options.dilation});
  if (!options.padding.empty()) attributes.push_back({"pads", both_ends(options.padding)});
  return x.graph->add({"Conv", "", std::move(attributes)}, {x, weight, bias});
}

Value conv(Value x, Scope w, const Convolution& options) {
  const auto weight = w["weight"];
  const auto bias = w.has("bias") ? w["bias"] : Value{};
  return conv(x, weight, bias, options);
}

Value conv_transpose(Value x, Scope w, const std::vector<std::int64_t>& stride,
                     const std::vector<std::int64_t>& padding) {
  const auto weight = w["weight"];
  const auto bias = w["bias"];
  std::vector<Attribute> attributes{{"strides", stride}};
  if (!padding.empty()) attributes.push_back({"pads", both_ends(padding)});
  return x.graph->add({"ConvTranspose", "", std::move(attributes)}, {x, weight, bias});
}

Value instance_norm(Value x, Scope w, float eps) {
  const auto weight = w["weight"];
  const auto bias = w["bias"];
  return x.graph->add({"InstanceNormalization", "", {{"epsilon", eps}}}, {x, weight, bias});
}

Value batch_norm(Value x, Scope w, float eps) {
  const auto weight = w["weight"];
  const auto bias = w["bias"];
  const auto mean = w["running_mean"];
  const auto variance = w["running_var"];
  return x.graph->add({"BatchNormalization", "", {{"epsilon", eps}}},
                      {x, weight, bias, mean, variance});
}

}  // namespace hfi::graph

#include "graph/nn.h"

#include "graph/onnx.h"

namespace hfi::graph {
namespace {

Value op(const char* type, std::vector<Value> inputs, std::vector<Attribute> attributes = {}) {
  Graph& graph = *inputs.front().graph;
  return graph.add({type, "", std::move(attributes)}, std::move(inputs));
}

Value contrib(const char* type, std::vector<Value> inputs, std::vector<Attribute> attributes = {}) {
  Graph& graph = *inputs.front().graph;
  return graph.add({type, std::string(microsoft), std::move(attributes)}, std::move(inputs));
}

// torch's sigmoid-weighted approximation, arXiv 1606.08415 section 2
Value quick_gelu(Value x) { return x * op("Sigmoid", {x * 1.702F}); }

}  // namespace

Value operator+(Value a, Value b) { return op("Add", {a, b}); }
Value operator-(Value a, Value b) { return op("Sub", {a, b}); }
Value operator*(Value a, Value b) { return op("Mul", {a, b}); }
Value operator/(Value a, Value b) { return op("Div", {a, b}); }
Value operator+(Value a, float b) { return a + number(*a.graph, b); }
Value operator*(Value a, float b) { return a * number(*a.graph, b); }

Value matmul(Value a, Value b) { return op("MatMul", {a, b}); }

Value project(Value x, Value weight) {
  return contrib("FusedMatMul", {x, weight}, {{"transB", std::int64_t{1}}});
}

Value linear(Value x, Scope w) {
  const auto product = project(x, w["weight"]);
  return product + w["bias"];
}

Value layer_norm(Value x, Scope w, float eps) {
  const auto weight = w["weight"];
  const auto bias = w["bias"];
  return op("LayerNormalization", {x, weight, bias},
            {{"axis", std::int64_t{-1}}, {"epsilon", eps}});
}

Value rms_norm(Value x, Value weight, float eps) {
  return op("SimplifiedLayerNormalization", {x, weight},
            {{"axis", std::int64_t{-1}}, {"epsilon", eps}, {"stash_type", std::int64_t{1}}});
}

// Rows are gathered as they are stored: casting the table would hold a second one.
Value embedding(Value ids, Scope w) { return cast(gather(w.stored("weight"), ids, 0), DType::f32); }

std::int64_t head_size(Graph& graph, std::int64_t hidden, std::int64_t heads) {
  if (heads > 0 && hidden % heads == 0) return hidden / heads;
  graph.problem("config.json: the number of attention heads, " + std::to_string(heads) +
                ", does not divide the hidden size, " + std::to_string(hidden));
  return 1;
}

Value attention(Value q, Value k, Value v, Value mask, std::int64_t heads) {
  return attention(q, k, v, mask, Attention{.num_heads = heads});
}

Value attention(Value q, Value k, Value v, Value mask, const Attention& how) {
  std::vector<Attribute> attributes = {{"num_heads", how.num_heads}};
  if (how.scale != 0.0F) attributes.push_back({"scale", how.scale});
  if (how.causal) attributes.push_back({"unidirectional", std::int64_t{1}});
  std::vector<Value> inputs = {q, k, v, Value{}, mask};
  if (how.bias.graph != nullptr) inputs.push_back(how.bias);
  return contrib("MultiHeadAttention", std::move(inputs), std::move(attributes));
}

Value activation(const std::string& name, Value x) {
  if (name == "gelu") return op("Gelu", {x});
  if (name == "gelu_new" || name == "gelu_pytorch_tanh" || name == "gelu_fast")
    return op("Gelu", {x}, {{"approximate", std::string("tanh")}});
  if (name == "quick_gelu") return quick_gelu(x);
  if (name == "relu") return op("Relu", {x});
  if (name == "silu" || name == "swish") return x * op("Sigmoid", {x});
  if (name == "tanh") return tanh(x);
  x.graph->problem("config.json: unknown activation function \"" + name + "\"");
  return x;
}

Value tanh(Value x) { return op("Tanh", {x}); }

Value cast(Value x, DType to) { return op("Cast", {x}, {{"to", onnx_type(to)}}); }

Value shape(Value x) { return op("Shape", {x}); }

Value gather(Value x, Value indices, std::int64_t axis) {
  return op("Gather", {x, indices}, {{"axis", axis}});
}

Value take(Value x, std::int64_t index, std::int64_t axis) {
  return gather(x, integer(*x.graph, index), axis);
}

Value unsqueeze(Value x, std::int64_t axis) {
  return op("Unsqueeze", {x, integers(*x.graph, {axis})});
}

Value reshape(Value x, const std::vector<std::int64_t>& shape) {
  return op("Reshape", {x, integers(*x.graph, shape)});
}

Value transpose(Value x, const std::vector<std::int64_t>& permutation) {
  return op("Transpose", {x}, {{"perm", permutation}});
}

Value concat(const std::vector<Value>& values, std::int64_t axis) {
  return op("Concat", values, {{"axis", axis}});
}

std::vector<Value> split(Value x, const std::vector<std::int64_t>& extents, std::int64_t axis) {
  auto& graph = *x.graph;
  const auto count = static_cast<int>(extents.size());
  const auto node =
      graph.add({"Split", "", {{"axis", axis}}, count}, {x, integers(graph, extents)}).node;
  std::vector<Value> parts;
  for (int i = 0; i < count; ++i) parts.push_back({&graph, node, i});
  return parts;
}

Value softmax(Value x, std::int64_t axis) { return op("Softmax", {x}, {{"axis", axis}}); }

Value mean(Value x, std::int64_t axis) {
  return op("ReduceMean", {x, integers(*x.graph, {axis})}, {{"keepdims", std::int64_t{0}}});
}

Value norm(Value x, const std::vector<std::int64_t>& axes) {
  return op("ReduceL2", {x, integers(*x.graph, axes)});
}

Value slice(Value x, std::int64_t from, std::int64_t to, std::int64_t axis) {
  auto& graph = *x.graph;
  return op("Slice", {x, integers(graph, {from}), integers(graph, {to}), integers(graph, {axis})});
}

Value for_each_of_batch(Value x, Value like) {
  const auto batch = op("Shape", {like}, {{"start", std::int64_t{0}}, {"end", std::int64_t{1}}});
  const auto others = op("Shape", {x}, {{"start", std::int64_t{1}}});
  return op("Expand", {x, concat({batch, others}, 0)});
}

Value arange(Value count) {
  auto& graph = *count.graph;
  return op("Range", {integer(graph, 0), reshape(count, {}), integer(graph, 1)});
}

Value equal(Value a, Value b) { return op("Equal", {a, b}); }

Value not_equal(Value a, Value b) { return op("Not", {equal(a, b)}); }

Value take_last(Value x, Value flags) {
  const auto index =
      op("ArgMax", {flags}, {{"axis", std::int64_t{1}}, {"select_last_index", std::int64_t{1}}});
  return op("GatherND", {x, index}, {{"batch_dims", std::int64_t{1}}});
}

Value cumulative_sum(Value x, std::int64_t axis) {
  return op("CumSum", {x, integer(*x.graph, axis)});
}

Value integer(Graph& graph, std::int64_t value) {
  return graph.constant(Tensor::of<std::int64_t>({}, std::vector{value}));
}

Value integers(Graph& graph, const std::vector<std::int64_t>& values) {
  return graph.constant(
      Tensor::of<std::int64_t>({static_cast<std::int64_t>(values.size())}, values));
}

Value number(Graph& graph, float value) {
  return graph.constant(Tensor::of<float>({}, std::vector{value}));
}

}  // namespace hfi::graph

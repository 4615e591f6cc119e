#include "graph/onnx.h"

#include <array>

#include "graph/wire.h"

namespace hfi::graph {
namespace {

// Field numbers are those of onnx.proto3; the messages are named after it.
constexpr std::int64_t ir_version = 10;
constexpr std::int64_t opset = 21;

// The names of all values of a computation.
class Names {
 public:
  explicit Names(const Computation& computation) : nodes_(computation.nodes) {
    for (const auto& [name, value] : computation.outputs)
      if (std::holds_alternative<Operator>(nodes_.at(static_cast<std::size_t>(value.node)).kind))
        outputs_.try_emplace({value.node, value.output}, name);
  }

  // A value that is an output of the computation carries that output's name, so that it is written where the caller
  // wants it without a copy.
  [[nodiscard]] std::string of(int index, int output) const {
    if (const auto known = outputs_.find({index, output}); known != outputs_.end())
      return known->second;
    const auto& node = nodes_.at(static_cast<std::size_t>(index));
    if (!node.name.empty()) return node.name;
    const auto name = "n" + std::to_string(index);
    return output == 0 ? name : name + "_" + std::to_string(output);
  }

  // An absent optional input has the empty name.
  [[nodiscard]] std::string of(Value value) const {
    return value.graph == nullptr ? "" : of(value.node, value.output);
  }

 private:
  const std::vector<Node>& nodes_;
  std::map<std::pair<int, int>, std::string> outputs_;
};

Message tensor_head(const Shape& shape, DType dtype, const std::string& name) {
  Message tensor;
  for (const auto extent : shape) tensor.integer(1, extent);
  tensor.integer(2, onnx_type(dtype));
  tensor.text(8, name);
  return tensor;
}

Message external(Message tensor, const WeightInfo& place, std::uint64_t bytes) {
  const auto entry = [&](std::string_view key, const std::string& value) {
    Message pair;
    pair.text(1, key);
    pair.text(2, value);
    tensor.message(13, pair);
  };
  entry("location", place.file);
  entry("offset", std::to_string(place.offset));
  entry("length", std::to_string(bytes));
  tensor.integer(14, 1);  // EXTERNAL
  return tensor;
}

Message stored(const WeightInfo& weight, const std::string& name) {
  return external(tensor_head(weight.shape, weight.dtype, name), weight, weight.bytes);
}

// The place is never read: whoever opens the model gives the values (onnx.h).
Message given(const Quantised& value, const std::string& name) {
  return external(tensor_head(value.shape, value.dtype, name), value.from,
                  count_of(value.shape) * size_of(value.dtype));
}

Message inlined(const Tensor& value, const std::string& name) {
  auto tensor = tensor_head(value.shape(), value.dtype(), name);
  tensor.text(9, {reinterpret_cast<const char*>(value.data()), value.bytes()});
  return tensor;
}

Message value_info(const std::string& name, const Input& input) {
  Message shape;
  for (const auto& extent : input.shape) {
    Message dimension;
    if (const auto* number = std::get_if<std::int64_t>(&extent)) dimension.integer(1, *number);
    if (const auto* symbol = std::get_if<std::string>(&extent)) dimension.text(2, *symbol);
    shape.message(1, dimension);
  }
  Message tensor;
  tensor.integer(1, onnx_type(input.dtype));
  tensor.message(2, shape);
  Message type;
  type.message(1, tensor);
  Message info;
  info.text(1, name);
  info.message(2, type);
  return info;
}

// An output's element type and shape are left to the runtime, which infers them.
Message output_info(const std::string& name) {
  Message info;
  info.text(1, name);
  return info;
}

struct AttributeFields {
  Message& message;
  void operator()(std::int64_t value) const { message.integer(3, value), message.integer(20, 2); }
  void operator()(float value) const { message.real(2, value), message.integer(20, 1); }
  void operator()(const std::string& value) const {
    message.text(4, value), message.integer(20, 3);
  }
  void operator()(const std::vector<std::int64_t>& values) const {
    for (const auto value : values) message.integer(8, value);
    message.integer(20, 7);
  }
  void operator()(const std::vector<float>& values) const {
    for (const auto value : values) message.real(7, value);
    message.integer(20, 6);
  }
};

Message node_proto(const Node& node, int index, const Names& names) {
  const auto& op = std::get<Operator>(node.kind);
  Message proto;
  for (const auto& input : node.inputs) proto.text(1, names.of(input));
  for (int output = 0; output < op.outputs; ++output) proto.text(2, names.of(index, output));
  proto.text(4, op.type);
  for (const auto& attribute : op.attributes) {
    Message message;
    message.text(1, attribute.name);
    std::visit(AttributeFields{message}, attribute.value);
    proto.message(5, message);
  }
  proto.text(7, op.domain);
  return proto;
}

Message identity(const std::string& from, const std::string& to) {
  Message proto;
  proto.text(1, from);
  proto.text(2, to);
  proto.text(4, "Identity");
  return proto;
}

Message graph_proto(const Computation& computation) {
  Message graph;
  const auto& nodes = computation.nodes;
  const Names names(computation);
  for (int index = 0; index < static_cast<int>(nodes.size()); ++index) {
    const auto& node = nodes[static_cast<std::size_t>(index)];
    if (std::holds_alternative<Operator>(node.kind))
      graph.message(1, node_proto(node, index, names));
    if (const auto* weight = std::get_if<Weight>(&node.kind))
      graph.message(5, stored(weight->info, node.name));
    if (const auto* value = std::get_if<Quantised>(&node.kind))
      graph.message(5, given(*value, node.name));
    if (const auto* constant = std::get_if<Constant>(&node.kind))
      graph.message(5, inlined(constant->tensor, names.of(index, 0)));
    if (const auto* input = std::get_if<Input>(&node.kind))
      graph.message(11, value_info(node.name, *input));
  }
  for (const auto& [name, value] : computation.outputs) {
    if (const auto given = names.of(value); given != name) graph.message(1, identity(given, name));
    graph.message(12, output_info(name));
  }
  graph.text(2, "hf-inference");
  return graph;
}

Message opset_import(std::string_view domain, std::int64_t version) {
  Message import;
  import.text(1, domain);
  import.integer(2, version);
  return import;
}

}  // namespace

std::int64_t onnx_type(DType dtype) {
  constexpr std::array<std::int64_t, 10> types = {1, 10, 16, 11, 3, 2, 5, 6, 7, 9};
  return types.at(static_cast<std::size_t>(dtype));
}

std::string to_onnx(const Computation& computation) {
  Message model;
  model.integer(1, ir_version);
  model.text(2, "hf-inference");
  model.message(8, opset_import("", opset));
  model.message(8, opset_import(microsoft, 1));
  model.message(7, graph_proto(computation));
  return model.bytes();
}

}  // namespace hfi::graph

// The operators are those of ONNX Runtime: MatMulNBits and DynamicQuantizeMatMul, docs/ContribOperators.md there.

#include "graph/quantised.h"

#include <algorithm>

#include "graph/graph.h"

namespace hfi::graph {
namespace {

std::int64_t bits_of(Scheme scheme) { return scheme == Scheme::q4 ? 4 : 8; }

std::int64_t blocks_of(std::int64_t inputs) { return (inputs + block_size - 1) / block_size; }

bool is_quantisable(const WeightInfo& matrix) {
  const bool real =
      matrix.dtype == DType::f32 || matrix.dtype == DType::f16 || matrix.dtype == DType::bf16;
  return real && matrix.shape.size() == 2 && std::ranges::min(matrix.shape) >= block_size;
}

// x times a weight
struct Product {
  Value x;
  Value weight;
  bool transposed;
};

class Pass {
 public:
  Pass(const Computation& computation, Scheme scheme)
      : nodes_(computation.nodes), scheme_(scheme), uses_(nodes_.size(), 0) {
    for (const auto& node : nodes_)
      for (const auto& input : node.inputs) count_use(input);
    for (const auto& [name, value] : computation.outputs) count_use(value);
  }

  // From the last node to the first, so that an addition is seen before the product that it absorbs.
  std::vector<Node> run() {
    for (auto index = nodes_.size(); index-- > 0;) {
      if (const auto found = product(nodes_[index]))
        replace(index, *found, {});
      else if (nodes_[index].inputs.size() == 2 && is(nodes_[index], "Add"))
        absorb_product(index);
    }
    return std::move(nodes_);
  }

 private:
  void count_use(Value value) {
    if (value.graph != nullptr) ++uses_[static_cast<std::size_t>(value.node)];
  }

  [[nodiscard]] const Node& node(Value value) const {
    return nodes_[static_cast<std::size_t>(value.node)];
  }

  [[nodiscard]] static bool is(const Node& node, std::string_view type) {
    const auto* op = std::get_if<Operator>(&node.kind);
    return op != nullptr && op->type == type;
  }

  // The weight itself, or the one that is cast.
  [[nodiscard]] const Weight* weight(Value value) const {
    if (value.graph == nullptr) return nullptr;
    const auto& source = is(node(value), "Cast") ? node(node(value).inputs.front()) : node(value);
    return std::get_if<Weight>(&source.kind);
  }

  [[nodiscard]] std::optional<Product> product(const Node& node) const {
    const auto* op = std::get_if<Operator>(&node.kind);
    const bool fused = op != nullptr && op->type == "FusedMatMul" && op->attributes.size() == 1 &&
                       op->attributes.front().name == "transB";
    if (!fused && !is(node, "MatMul")) return std::nullopt;
    const auto* matrix = weight(node.inputs.at(1));
    if (matrix == nullptr || !is_quantisable(matrix->info)) return std::nullopt;
    return Product{node.inputs.at(0), node.inputs.at(1), !fused};
  }

  void absorb_product(std::size_t index) {
    const auto inputs = nodes_[index].inputs;
    for (const auto& [factor, addend] :
         {std::pair(inputs[0], inputs[1]), std::pair(inputs[1], inputs[0])}) {
      if (factor.graph == nullptr || uses_[static_cast<std::size_t>(factor.node)] != 1) continue;
      const auto found = product(node(factor));
      const auto* bias = weight(addend);
      if (!found || bias == nullptr) continue;
      const auto outputs = weight(found->weight)->info.shape.at(found->transposed ? 1 : 0);
      if (bias->info.shape == Shape{outputs}) return replace(index, *found, addend);
    }
  }

  Value append(Node node, Value beside) {
    nodes_.push_back(std::move(node));
    return {beside.graph, static_cast<int>(nodes_.size()) - 1};
  }

  // A weight that several layers share is quantised once.
  Value initialiser(const Quantised& quantised, const std::string& name, Value beside) {
    const auto known = named_.find(name);
    if (known != named_.end()) return known->second;
    return named_[name] = append({quantised, {}, name}, beside);
  }

  Value offsets(std::int64_t outputs, Value beside) {
    const std::vector<std::uint8_t> middle(static_cast<std::size_t>(outputs), 128);
    return append({Constant{Tensor::of<std::uint8_t>({outputs}, middle)}}, beside);
  }

  void replace(std::size_t index, const Product& product, Value bias) {
    const auto name = node(product.weight).name.empty()
                          ? node(node(product.weight).inputs.front()).name
                          : node(product.weight).name;
    const auto values = values_of(weight(product.weight)->info, product.transposed, scheme_);
    const auto values_name = name + (product.transposed ? ".transposed" : "") + ".quantised";
    const auto x = product.x;
    const auto numbers = initialiser(values, values_name, x);
    const auto scales = initialiser(scales_of(values), scales_name(values_name), x);
    std::vector<Value> inputs{x, numbers, scales};
    Operator op{.type = "DynamicQuantizeMatMul", .domain = std::string(microsoft)};
    if (!has_blocks(scheme_)) {
      inputs.push_back(scheme_ == Scheme::int8 ? Value{} : offsets(values.outputs(), x));
    } else {
      op.type = "MatMulNBits";
      op.attributes = {{"K", values.inputs()},
                       {"N", values.outputs()},
                       {"bits", bits_of(scheme_)},
                       {"block_size", block_size},
                       {"accuracy_level", std::int64_t{4}}};
      inputs.insert(inputs.end(), 2, Value{});
    }
    inputs.push_back(bias);
    while (inputs.back().graph == nullptr) inputs.pop_back();
    nodes_[index] = {std::move(op), std::move(inputs)};
  }

  std::vector<Node> nodes_;
  Scheme scheme_;
  std::vector<int> uses_;
  std::map<std::string, Value> named_;
};

}  // namespace

std::optional<Scheme> scheme_of(std::string_view dtype) {
  if (dtype == "q8") return Scheme::q8;
  if (dtype == "q4") return Scheme::q4;
  if (dtype == "int8") return Scheme::int8;
  return std::nullopt;
}

Quantised values_of(const WeightInfo& from, bool transposed, Scheme scheme) {
  Quantised values{.from = from,
                   .transposed = transposed,
                   .scheme = scheme,
                   .part = Quantised::Part::values,
                   .dtype = scheme == Scheme::int8 ? DType::i8 : DType::u8,
                   .shape = {}};
  const auto [inputs, outputs] = std::pair(values.inputs(), values.outputs());
  values.shape = has_blocks(scheme)
                     ? Shape{outputs, blocks_of(inputs), block_size * bits_of(scheme) / 8}
                     : Shape{inputs, outputs};
  return values;
}

Quantised scales_of(Quantised values) {
  const auto blocks = has_blocks(values.scheme) ? blocks_of(values.inputs()) : 1;
  values.part = Quantised::Part::scales;
  values.dtype = DType::f32;
  values.shape = {values.outputs() * blocks};
  return values;
}

std::string scales_name(const std::string& values_name) { return values_name + ".scales"; }

Computation quantised(const Computation& computation, Scheme scheme) {
  return needed({.nodes = Pass(computation, scheme).run(),
                 .outputs = computation.outputs,
                 .unused_weights = computation.unused_weights});
}

}  // namespace hfi::graph

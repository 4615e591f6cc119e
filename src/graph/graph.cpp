#include "graph/graph.h"

#include "graph/onnx.h"

namespace hfi::graph {
namespace {

std::string join(const std::set<std::string>& parts, std::string_view separator) {
  std::string text;
  for (const auto& part : parts) text += (text.empty() ? "" : std::string(separator)) + part;
  return text;
}

bool is_half(DType dtype) { return dtype == DType::f16 || dtype == DType::bf16; }

// C++ leaves the order of evaluation in f(a(), b()) open, so the order in which nodes were added depends on the compiler.
// Walking back from the outputs gives one order, and drops what is unused.
class CanonicalOrder {
 public:
  explicit CanonicalOrder(const std::vector<Node>& nodes)
      : nodes_(nodes), position_(nodes.size(), -1) {}

  Value visit(Value value) {
    if (value.graph == nullptr) return value;
    auto& position = position_.at(static_cast<std::size_t>(value.node));
    if (position < 0) {
      Node node = nodes_.at(static_cast<std::size_t>(value.node));
      for (Value& input : node.inputs) input = visit(input);
      ordered_.push_back(std::move(node));
      position = static_cast<int>(ordered_.size()) - 1;
    }
    return {value.graph, position, value.output};
  }

  std::vector<Node> take() { return std::move(ordered_); }

 private:
  const std::vector<Node>& nodes_;
  std::vector<int> position_;
  std::vector<Node> ordered_;
};

}  // namespace

Value Graph::add(Operator op, std::vector<Value> inputs) {
  nodes_.push_back({std::move(op), std::move(inputs)});
  return {this, static_cast<int>(nodes_.size()) - 1};
}

Value Graph::input(const std::string& name, DType dtype, std::vector<Extent> shape) {
  if (const auto known = named_.find(name); known != named_.end()) return known->second;
  nodes_.push_back({Input{dtype, std::move(shape)}, {}, name});
  return named_[name] = {this, static_cast<int>(nodes_.size()) - 1};
}

Value Graph::constant(Tensor tensor) {
  nodes_.push_back({Constant{std::move(tensor)}});
  return {this, static_cast<int>(nodes_.size()) - 1};
}

Value Graph::stored_weight(const std::string& name) {
  if (const auto known = named_.find(name); known != named_.end()) return known->second;
  const auto found = weights_->find(name);
  if (found == weights_->end()) {
    missing_.insert(name);
    return constant(Tensor());
  }
  used_.insert(name);
  nodes_.push_back({Weight{found->second}, {}, name});
  return named_[name] = {this, static_cast<int>(nodes_.size()) - 1};
}

Value Graph::weight(const std::string& name) {
  if (const auto known = cast_.find(name); known != cast_.end()) return known->second;
  const auto stored = stored_weight(name);
  const auto found = weights_->find(name);
  if (found == weights_->end() || !is_half(found->second.dtype)) return stored;
  return cast_[name] = add({"Cast", "", {{"to", onnx_type(DType::f32)}}}, {stored});
}

Shape Graph::weight_shape(const std::string& name) {
  if (const auto found = weights_->find(name); found != weights_->end()) return found->second.shape;
  missing_.insert(name);
  return {};
}

// A checkpoint may list the same bytes under two names; using one of them is enough.
std::vector<std::string> Graph::unused_weights() const {
  std::set<std::pair<std::string, std::uint64_t>> used;
  for (const auto& name : used_) {
    const auto& info = weights_->find(name)->second;
    used.emplace(info.file, info.offset);
  }
  std::vector<std::string> unused;
  for (const auto& [name, info] : *weights_)
    if (!used.contains({info.file, info.offset})) unused.push_back(name);
  return unused;
}

Result<Computation> Graph::finish(const Outputs& outputs) const {
  if (!missing_.empty())
    return fail(ErrorCode::model_invalid, "the checkpoint lacks " +
                                              std::to_string(missing_.size()) +
                                              " weights: " + join(missing_, ", "));
  if (!problems_.empty()) return fail(ErrorCode::model_unsupported, join(problems_, "; "));
  auto all = outputs;
  all.insert(all.end(), kept_.begin(), kept_.end());
  return needed({.nodes = nodes_, .outputs = std::move(all), .unused_weights = unused_weights()});
}

Computation needed(Computation computation) {
  CanonicalOrder order(computation.nodes);
  for (auto& [name, value] : computation.outputs) value = order.visit(value);
  computation.nodes = order.take();
  return computation;
}

}  // namespace hfi::graph

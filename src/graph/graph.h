#pragma once
// A computation under construction. Values are cheap handles; functions over Values read like algebra (nn.h). Problems
// stick to the graph and are reported once, together, by finish().

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "core/result.h"
#include "graph/quantised.h"
#include "graph/weight_table.h"
#include "tensor/tensor.h"

namespace hfi::graph {

class Graph;

// One output of one node. Absent (graph == nullptr) where an operator's optional input is left out.
struct Value {
  Graph* graph = nullptr;
  int node = -1;
  int output = 0;
};

struct Attribute {
  std::string name;
  std::variant<std::int64_t, float, std::string, std::vector<std::int64_t>, std::vector<float>>
      value;
};

// An extent of an input: a number, or a name where it is known only when the model runs.
using Extent = std::variant<std::int64_t, std::string>;

struct Input {
  DType dtype;
  std::vector<Extent> shape;
};
struct Weight {
  WeightInfo info;
};
struct Constant {
  Tensor tensor;
};
struct Operator {
  std::string type;
  std::string domain{};
  std::vector<Attribute> attributes{};
  int outputs = 1;
};

struct Node {
  std::variant<Operator, Input, Weight, Constant, Quantised> kind;
  std::vector<Value> inputs{};
  std::string name{};  // of an Input, a Weight or a Quantised
};

using Outputs = std::vector<std::pair<std::string, Value>>;

// The nodes that the outputs need, each after those it reads.
struct Computation {
  std::vector<Node> nodes;
  Outputs outputs;
  std::vector<std::string> unused_weights;
};

// The computation without what its outputs do not need, in the one order that walking back from them gives.
Computation needed(Computation computation);

constexpr std::string_view microsoft = "com.microsoft";

class Graph {
 public:
  explicit Graph(const WeightTable& weights) : weights_(&weights) {}
  Graph(const Graph&) = delete;
  Graph& operator=(const Graph&) = delete;

  Value add(Operator op, std::vector<Value> inputs);
  Value input(const std::string& name, DType dtype, std::vector<Extent> shape);
  Value constant(Tensor tensor);
  // A weight as float32, whatever the checkpoint stores.
  Value weight(const std::string& name);
  // A weight in the type that the checkpoint stores.
  Value stored_weight(const std::string& name);
  [[nodiscard]] bool has_weight(std::string_view name) const { return weights_->contains(name); }
  [[nodiscard]] Shape weight_shape(const std::string& name);

  // An output beside those that a class names, such as what a layer keeps for the next step.
  void keep(std::string name, Value value) { kept_.emplace_back(std::move(name), value); }

  // Something that makes this graph impossible, found while building it.
  void problem(std::string message) { problems_.insert(std::move(message)); }

  // Fails with model_invalid, naming every missing weight and every problem.
  Result<Computation> finish(const Outputs& outputs) const;

 private:
  [[nodiscard]] std::vector<std::string> unused_weights() const;

  const WeightTable* weights_;
  std::vector<Node> nodes_;
  std::map<std::string, Value, std::less<>> named_;
  std::map<std::string, Value, std::less<>> cast_;  // weights as float32 that are stored otherwise
  std::set<std::string> missing_, problems_, used_;
  Outputs kept_;
};

// A path into the checkpoint: scope / "encoder.layer" / 3 / "attention".
class Scope {
 public:
  Scope(Graph& graph, std::string path) : graph_(&graph), path_(std::move(path)) {}

  Scope operator/(std::string_view name) const {
    return {*graph_, path_.empty() ? std::string(name) : path_ + "." + std::string(name)};
  }
  Scope operator/(std::int64_t index) const { return *this / std::to_string(index); }

  Value operator[](std::string_view leaf) const { return graph_->weight((*this / leaf).path_); }
  [[nodiscard]] Value stored(std::string_view leaf) const {
    return graph_->stored_weight((*this / leaf).path_);
  }
  [[nodiscard]] bool has(std::string_view leaf) const {
    return graph_->has_weight((*this / leaf).path_);
  }
  [[nodiscard]] Shape shape(std::string_view leaf) const {
    return graph_->weight_shape((*this / leaf).path_);
  }

  [[nodiscard]] Graph& graph() const { return *graph_; }

 private:
  Graph* graph_;
  std::string path_;
};

}  // namespace hfi::graph

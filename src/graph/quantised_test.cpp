#include "graph/quantised.h"

#include <gtest/gtest.h>

#include "graph/nn.h"
#include "graph/text_inputs.h"

namespace hfi::graph {
namespace {

WeightInfo matrix(std::int64_t rows, std::int64_t columns, DType dtype = DType::f32) {
  return {dtype, {rows, columns}, "f", 0, static_cast<std::uint64_t>(rows * columns * 4)};
}

WeightTable weights() {
  return {{"words.weight", matrix(64, 32)},
          {"dense.weight", matrix(48, 32, DType::bf16)},
          {"dense.bias", {DType::f32, {48}, "f", 0, 192}},
          {"few.weight", matrix(3, 48)},
          {"few.bias", {DType::f32, {3}, "f", 0, 12}},
          {"conv.weight", matrix(32, 64)}};
}

std::vector<std::string> types(const Computation& computation) {
  std::vector<std::string> found;
  for (const auto& node : computation.nodes) {
    if (const auto* op = std::get_if<Operator>(&node.kind)) found.push_back(op->type);
    if (std::holds_alternative<Weight>(node.kind) || std::holds_alternative<Quantised>(node.kind))
      found.push_back(node.name);
  }
  std::ranges::sort(found);
  return found;
}

TEST(Quantised, ReplacesALayerWithItsBias) {
  const auto table = weights();
  Graph graph(table);
  const Scope w(graph, "");
  const auto x = embedding(token_ids(graph, "ids"), w / "words");
  const auto computation = graph.finish({{"y", linear(x, w / "dense")}});
  EXPECT_EQ(types(quantised(*computation, Scheme::q8)),
            (std::vector<std::string>{"Cast", "Gather", "MatMulNBits", "dense.bias",
                                      "dense.weight.quantised", "dense.weight.quantised.scales",
                                      "words.weight"}));
  const auto int8 = quantised(*computation, Scheme::int8);
  const auto& layer = int8.nodes.at(static_cast<std::size_t>(int8.outputs.front().second.node));
  EXPECT_EQ(std::get<Operator>(layer.kind).type, "DynamicQuantizeMatMul");
  EXPECT_EQ(layer.inputs.size(), 5U);
  EXPECT_EQ(layer.inputs[3].graph, nullptr);
}

TEST(Quantised, KeepsTheTableOfATiedProjectionForItsEmbedding) {
  const auto table = weights();
  Graph graph(table);
  const Scope w(graph, "");
  const auto x = embedding(token_ids(graph, "ids"), w / "words");
  const auto computation = graph.finish({{"y", project(x, w["words.weight"])}});
  EXPECT_EQ(types(quantised(*computation, Scheme::q4)),
            (std::vector<std::string>{"Cast", "Gather", "MatMulNBits", "words.weight",
                                      "words.weight.quantised", "words.weight.quantised.scales"}));
}

TEST(Quantised, LeavesSmallMatricesAlone) {
  const auto table = weights();
  Graph graph(table);
  const Scope w(graph, "");
  const auto x = graph.input("x", DType::f32, {"batch", std::int64_t{48}});
  const auto computation = graph.finish({{"y", linear(x, w / "few")}});
  EXPECT_EQ(types(quantised(*computation, Scheme::q8)), types(*computation));
}

TEST(Quantised, TakesMatricesThatLieTheOtherWay) {
  const auto table = weights();
  Graph graph(table);
  const auto x = graph.input("x", DType::f32, {"batch", std::int64_t{32}});
  const auto computation = graph.finish({{"y", matmul(x, Scope(graph, "")["conv.weight"])}});
  for (const auto& node : quantised(*computation, Scheme::q4).nodes)
    if (const auto* made = std::get_if<Quantised>(&node.kind)) {
      EXPECT_TRUE(made->transposed);
      EXPECT_EQ(made->outputs(), 64);
      EXPECT_EQ(made->shape,
                made->part == Quantised::Part::values ? (Shape{64, 1, 16}) : (Shape{64}));
    }
}

TEST(Quantised, SharesAWeightThatTwoLayersUse) {
  const auto table = weights();
  Graph graph(table);
  const auto x = graph.input("x", DType::f32, {"batch", std::int64_t{32}});
  const auto weight = Scope(graph, "")["words.weight"];
  const auto computation = graph.finish({{"y", project(x, weight) + project(tanh(x), weight)}});
  const auto nodes = quantised(*computation, Scheme::q8).nodes;
  EXPECT_EQ(
      std::ranges::count_if(
          nodes, [](const Node& node) { return std::holds_alternative<Quantised>(node.kind); }),
      2);
}

}  // namespace
}  // namespace hfi::graph

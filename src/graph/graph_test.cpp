#include "graph/graph.h"

#include <gtest/gtest.h>

#include "graph/config.h"
#include "graph/nn.h"
#include "graph/onnx.h"
#include "graph/text_inputs.h"
#include "graph/wire.h"

namespace hfi::graph {
namespace {

WeightTable weights() {
  return {{"dense.weight", {DType::f32, {2, 3}, "model.safetensors", 64, 24}},
          {"dense.bias", {DType::f16, {2}, "model.safetensors", 88, 4}},
          {"left.over", {DType::f32, {1}, "model.safetensors", 92, 4}}};
}

TEST(Graph, NamesEveryMissingWeightAtOnce) {
  const auto table = weights();
  Graph graph(table);
  const Scope w(graph, "");
  const auto result =
      graph.finish({{"y", linear(linear(token_ids(graph, "x"), w / "one"), w / "two")}});
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().message,
            "the checkpoint lacks 4 weights: one.bias, one.weight, two.bias, two.weight");
}

TEST(Graph, KeepsWhatTheOutputsNeedAndReportsUnusedWeights) {
  const auto table = weights();
  Graph graph(table);
  const Scope w(graph, "");
  const auto x = token_ids(graph, "x");
  static_cast<void>(tanh(x));
  const auto computation = graph.finish({{"y", linear(x, w / "dense")}});
  ASSERT_TRUE(computation);
  // x, weight, product, half-precision bias, its cast, sum
  EXPECT_EQ(computation->nodes.size(), 6U);
  EXPECT_EQ(computation->unused_weights, std::vector<std::string>{"left.over"});
}

TEST(Graph, OrdersNodesTheSameHoweverTheyWereAdded) {
  const auto table = weights();
  Graph forwards(table);
  Graph backwards(table);
  const auto a = token_ids(forwards, "a");
  const auto b = token_ids(forwards, "b");
  const auto late = token_ids(backwards, "b");
  const auto early = token_ids(backwards, "a");
  EXPECT_EQ(to_onnx(*forwards.finish({{"y", a + b}})),
            to_onnx(*backwards.finish({{"y", early + late}})));
}

TEST(Graph, ReportsAnUnknownActivationByName) {
  const auto table = weights();
  Graph graph(table);
  const auto result = graph.finish({{"y", activation("gelu_9000", token_ids(graph, "x"))}});
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::model_unsupported);
  EXPECT_NE(result.error().message.find("gelu_9000"), std::string::npos);
}

TEST(Config, ReportsAllProblemsTogether) {
  const Config config(json::Object{{"a", "text"}, {"text_config", json::Object{{"n", 2.5}}}});
  EXPECT_EQ(config.get<std::int64_t>("a"), 0);
  EXPECT_EQ(config.section("text_config").get<std::int64_t>("n"), 0);
  EXPECT_EQ(config.get("absent", std::int64_t{7}), 7);
  EXPECT_EQ(config.check().error().message,
            "config.json: a: expected an integer, got \"text\"; text_config.n: expected an "
            "integer, got 2.5");
}

TEST(Wire, WritesProtobufVarintsAndLengths) {
  Message message;
  message.integer(1, 150);
  message.text(2, "hi");
  EXPECT_EQ(message.bytes(), std::string("\x08\x96\x01\x12\x02hi"));
}

}  // namespace
}  // namespace hfi::graph

// Weights that are quantised on loading: how far the answers are from those of the reference in float32. The bounds are
// those of docs/quantisation.md; what was measured is a property of each test (--gtest_output=xml).

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "golden/golden_cache.h"
#include "golden/golden_server.h"

namespace hfi::golden {
namespace {

namespace fs = std::filesystem;

struct Bounds {
  std::string dtype;
  double score;      // greatest difference of a probability
  double embedding;  // length of the difference of two vectors, for a vector of length 1
};

const std::vector<Bounds> all_bounds = {
    {"q8", 0.01, 0.02}, {"q4", 0.1, 0.25}, {"int8", 0.015, 0.03}};

json::Object asked_in(const std::string& dtype, const json::Object& golden,
                      const json::Object& one) {
  auto body = request_of(golden, one, "safetensors");
  body["options"].as_object()["dtype"] = dtype;
  return body;
}

json::Value answer_in(const std::string& dtype, const json::Object& golden,
                      const json::Object& one) {
  const auto answer = GoldenServer::get().ask(asked_in(dtype, golden, one));
  EXPECT_EQ(answer.status, 200) << answer.body;
  const auto result = answer.json().at("result");
  EXPECT_EQ(result.at("metadata").at("dtype").as_string(), dtype);
  return result.at("task_output");
}

double score_difference(const json::Value& expected, const json::Value& actual) {
  double most = 0;
  for (const auto& row : expected.at("predictions").as_array())
    for (const auto& other : actual.at("predictions").as_array())
      if (row.at("label") == other.at("label"))
        most = std::max(most, std::abs(row.at("score").to_number<double>() -
                                       other.at("score").to_number<double>()));
  return most;
}

double vector_difference(const json::Array& expected, const json::Array& actual) {
  double difference = 0;
  double length = 0;
  for (std::size_t i = 0; i < expected.size(); ++i) {
    const auto a = expected[i].to_number<double>();
    difference += std::pow(a - actual.at(i).to_number<double>(), 2);
    length += a * a;
  }
  return std::sqrt(difference / length);
}

class QuantisedOnLoading : public testing::TestWithParam<std::tuple<std::string, Bounds>> {
 protected:
  static json::Object golden(const std::string& task) {
    return read_object(fs::path(GOLDEN_DIR) / "cases" / task /
                       (std::get<0>(GetParam()) + "-" + task + ".json"));
  }
  static const Bounds& bounds() { return std::get<1>(GetParam()); }
};

TEST_P(QuantisedOnLoading, ClassifiesNearlyAsFloat32Does) {
  const auto file = golden("text-classification");
  double most = 0;
  for (const auto& one : file.at("cases").as_array()) {
    if (one.at("options").as_object().contains("function_to_apply")) continue;
    most = std::max(
        most, score_difference(one.at("output"), answer_in(bounds().dtype, file, one.as_object())));
  }
  RecordProperty("greatest_score_difference", std::to_string(most));
  EXPECT_LE(most, bounds().score);
  EXPECT_GT(most, 0) << "the weights were not quantised";
}

TEST_P(QuantisedOnLoading, EmbedsNearlyAsFloat32Does) {
  const auto file = golden("feature-extraction");
  const auto& one = file.at("cases").at(1).as_object();  // four texts, pooled and normalised
  const auto& expected = one.at("output").at("embedding").as_array();
  const auto actual = answer_in(bounds().dtype, file, one).at("embedding").as_array();
  double most = 0;
  for (std::size_t i = 0; i < expected.size(); ++i)
    most = std::max(most, vector_difference(expected[i].as_array(), actual.at(i).as_array()));
  RecordProperty("greatest_vector_difference", std::to_string(most));
  EXPECT_LE(most, bounds().embedding);
  EXPECT_GT(most, 0) << "the weights were not quantised";
}

// The same text alone, and between others that are longer and shorter.
TEST_P(QuantisedOnLoading, AnswersDoNotDependOnNeighbours) {
  const auto file = golden("feature-extraction");
  const auto& four = file.at("cases").at(1).as_object();
  const auto together = answer_in(bounds().dtype, file, four).at("embedding").as_array();
  const auto& texts = four.at("inputs").at("text").as_array();
  for (std::size_t i = 0; i < texts.size(); ++i) {
    auto one = four;
    one["inputs"] = json::Object{{"text", texts[i]}};
    const auto alone = answer_in(bounds().dtype, file, one).at("embedding").as_array();
    EXPECT_LE(vector_difference(alone, together.at(i).as_array()), 1e-5);
  }
}

INSTANTIATE_TEST_SUITE_P(, QuantisedOnLoading,
                         testing::Combine(testing::Values("bert", "distilbert", "roberta",
                                                          "xlm-roberta"),
                                          testing::ValuesIn(all_bounds)),
                         [](const auto& test) {
                           auto name =
                               std::get<0>(test.param) + "_" + std::get<1>(test.param).dtype;
                           std::ranges::replace(name, '-', '_');
                           return name;
                         });

TEST(Quantised, ProjectsToTheVocabularyFromATiedTable) {
  const auto file = read_object(fs::path(GOLDEN_DIR) / "cases/fill-mask/bert-fill-mask.json");
  const auto& one = file.at("cases").at(0).as_object();
  for (const auto& bounds : all_bounds)
    EXPECT_LE(score_difference(one.at("output"), answer_in(bounds.dtype, file, one)), bounds.score);
}

TEST(Quantised, APrecisionThatIsNotThereIsRefusedWithThoseThatAre) {
  const auto file = read_object(fs::path(GOLDEN_DIR) / "cases/fill-mask/bert-fill-mask.json");
  const auto answer =
      GoldenServer::get().ask(asked_in("bnb4", file, file.at("cases").at(0).as_object()));
  ASSERT_EQ(answer.json().at("error").at("code").as_string(), "variant_not_found") << answer.body;
  EXPECT_EQ(
      json::dump(answer.json().at("error").at("details").at("available")),
      R"(["safetensors fp32","safetensors q8","safetensors q4","safetensors int8","onnx fp32"])");
}

}  // namespace
}  // namespace hfi::golden

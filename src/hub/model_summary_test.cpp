#include "hub/model_summary.h"

#include <gtest/gtest.h>

#include "core/parse_json.h"

namespace hfi::hub {
namespace {

ModelSummary parsed(std::string_view text) {
  const auto object = json::parse_object(text);
  EXPECT_TRUE(object);
  const auto model = parse_summary(*object);
  EXPECT_TRUE(model) << model.error().message;
  return model ? *model : ModelSummary{};
}

constexpr std::string_view item =
    R"({"_id": "6", "id": "google-bert/bert-base-uncased", "likes": 2100, "trendingScore": 12,
  "private": false, "downloads": 50000000, "tags": ["transformers", "onnx", "en"], "pipeline_tag": "fill-mask",
  "library_name": "transformers", "createdAt": "2022-03-02T23:29:04.000Z", "lastModified": "2024-02-19T11:06:12.000Z",
  "gated": false, "sha": "86b5e0934494bd15c9632b12f734a8a67f723594",
  "safetensors": {"parameters": {"F32": 110106428, "I64": 2}, "total": 110106430},
  "config": {"architectures": ["BertForMaskedLM"], "model_type": "bert"}})";

TEST(ModelSummary, ReadsAnItemOfTheHubsList) {
  const auto model = parsed(item);
  EXPECT_EQ(model.id, "google-bert/bert-base-uncased");
  EXPECT_EQ(model.gated, Gated::open);
  EXPECT_EQ(model.trending_score, 12);
  EXPECT_EQ(model.bytes, 110106428ULL * 4 + 2 * 8);
  EXPECT_EQ(model.architectures, std::vector<std::string>{"BertForMaskedLM"});
}

TEST(ModelSummary, SurvivesTheWayToDiskAndBack) {
  const auto model = parsed(item);
  const auto again = summary_of(to_json(model));
  ASSERT_TRUE(again);
  EXPECT_EQ(json::dump(to_json(*again)), json::dump(to_json(model)));
  EXPECT_EQ(again->library, "transformers");
}

TEST(ModelSummary, LeavesUnknownWhatTheHubDoesNotSay) {
  const auto model =
      parsed(R"({"id": "gpt2", "gated": "manual", "safetensors": {"parameters": {"F3": 1}}})");
  EXPECT_EQ(model.gated, Gated::manual);
  EXPECT_FALSE(model.bytes);
  EXPECT_EQ(parsed(R"({"id": "gpt2"})").gated, Gated::unknown);
  const auto object = to_json(parsed(R"({"id": "gpt2"})"));
  EXPECT_TRUE(object.at("gated").is_null());
  EXPECT_TRUE(object.at("pipeline_tag").is_null());
}

TEST(ModelSummary, NeedsAnIdThatCanBeOne) {
  EXPECT_EQ(parse_summary({{"id", "../x"}}).error().code, ErrorCode::hub_invalid);
  EXPECT_EQ(parse_summary({}).error().code, ErrorCode::hub_invalid);
}

}  // namespace
}  // namespace hfi::hub

// Every <task>.schema.json: complete, of the subset in src/tasks/contract/README.md, and true to itself.

#include <gtest/gtest.h>

#include <set>

#include "contract/schema_subset.h"
#include "tasks/contract/embedded_schemas.h"
#include "tasks/contract/prepare.h"
#include "tasks/contract/violation.h"

namespace hfi::tasks {
namespace {

const std::set<std::string> every_task = {"text-generation",
                                          "text2text-generation",
                                          "summarization",
                                          "translation",
                                          "text-classification",
                                          "zero-shot-classification",
                                          "token-classification",
                                          "question-answering",
                                          "table-question-answering",
                                          "fill-mask",
                                          "text-ranking",
                                          "sentence-similarity",
                                          "feature-extraction",
                                          "image-classification",
                                          "object-detection",
                                          "image-segmentation",
                                          "mask-generation",
                                          "depth-estimation",
                                          "keypoint-detection",
                                          "image-feature-extraction",
                                          "zero-shot-image-classification",
                                          "zero-shot-object-detection",
                                          "image-to-text",
                                          "visual-question-answering",
                                          "document-question-answering",
                                          "image-text-to-text",
                                          "video-classification",
                                          "text-to-image",
                                          "image-to-image",
                                          "image-super-resolution",
                                          "image-restoration",
                                          "text-to-video",
                                          "image-to-video",
                                          "text-to-3d",
                                          "image-to-3d",
                                          "automatic-speech-recognition",
                                          "audio-classification",
                                          "zero-shot-audio-classification",
                                          "text-to-speech",
                                          "text-to-audio",
                                          "audio-to-audio",
                                          "voice-activity-detection",
                                          "audio-text-to-text",
                                          "time-series-forecasting",
                                          "visual-document-retrieval",
                                          "any-to-any"};

const std::map<std::string, std::string> every_alias = {
    {"embedding", "feature-extraction"}, {"sentiment-analysis", "text-classification"},
    {"ner", "token-classification"},     {"image-captioning", "image-to-text"},
    {"reranking", "text-ranking"},       {"video-generation", "text-to-video"}};

const json::Object& properties(const Contract& contract, std::string_view section) {
  static const json::Object none;
  const auto* found = contract.document.at(section).as_object().if_contains("properties");
  return found == nullptr ? none : found->as_object();
}

// {"$media": "cat.jpg"} becomes a data URI of nothing.
json::Value with_media(const json::Value& value) {
  if (const auto* array = value.if_array()) {
    json::Array result;
    for (const auto& element : *array) result.push_back(with_media(element));
    return result;
  }
  const auto* object = value.if_object();
  if (object == nullptr) return value;
  if (object->contains("$media")) return "data:application/octet-stream;base64,AAAA";
  json::Object result;
  for (const auto& member : *object) result[member.key()] = with_media(member.value());
  return result;
}

class EveryContract : public testing::TestWithParam<const Contract*> {};

TEST_P(EveryContract, IsWrittenInTheSubset) {
  for (const auto* section : {"inputs", "options", "output"})
    EXPECT_EQ(outside_subset(GetParam()->document.at(section), section), "");
}

TEST_P(EveryContract, ExplainsItsInputsAndOptions) {
  for (const auto* section : {"inputs", "options"})
    for (const auto& [name, schema] : properties(*GetParam(), section))
      for (const auto* key : {"title", "description"})
        EXPECT_TRUE(schema.as_object().contains(key))
            << section << "." << name << " lacks a " << key;
}

TEST_P(EveryContract, SaysTheDefaultOfEveryOption) {
  for (const auto& [name, schema] : properties(*GetParam(), "options"))
    EXPECT_NE(schema.as_object().contains("default"), schema.as_object().contains("x-default"))
        << name;
}

TEST_P(EveryContract, HasDefaultsThatItAccepts) {
  const auto violation = find_violation(GetParam()->options, GetParam()->defaults, "options");
  EXPECT_FALSE(violation) << violation->path << ": " << violation->problem;
}

TEST_P(EveryContract, HasExamplesThatWork) {
  const Abilities abilities{.devices = {"cpu"}, .serves = [](std::string_view) { return true; }};
  for (const auto& example : GetParam()->document.at("examples").as_array()) {
    auto body = with_media(example).as_object();
    body["model_id"] = "org/name";
    body["task"] = GetParam()->task;
    const auto result = prepare(taxonomy(), abilities, std::move(body));
    EXPECT_TRUE(result) << result.error().message;
  }
}

TEST_P(EveryContract, RefusesAnOptionThatNobodyKnows) {
  auto options = GetParam()->defaults;
  options["wizardry"] = 1;
  EXPECT_FALSE(GetParam()->options.accepts(options));
}

TEST_P(EveryContract, RefusesAnAnswerWithoutContentAndOneWithMoreThanItSays) {
  EXPECT_FALSE(GetParam()->output.accepts(json::Object{}));
  EXPECT_FALSE(GetParam()->output.accepts(json::Object{{"wizardry", 1}}));
}

TEST_P(EveryContract, LiesWhereItsIdSays) {
  auto folder = GetParam()->task;
  std::ranges::replace(folder, '-', '_');
  const auto files = embedded_schemas();
  const auto ending = "/" + folder + "/" + folder + ".schema.json";
  EXPECT_TRUE(std::ranges::any_of(files, [&](const auto& file) {
    return file.path.ends_with(ending);
  })) << ending;
}

std::vector<const Contract*> all() {
  std::vector<const Contract*> contracts;
  for (const auto& contract : taxonomy().contracts()) contracts.push_back(&contract);
  return contracts;
}

std::string name_of(const testing::TestParamInfo<const Contract*>& info) {
  auto name = info.param->task;
  std::ranges::replace(name, '-', '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Tasks, EveryContract, testing::ValuesIn(all()), name_of);

TEST(Contracts, AreThereForEveryTaskOfTheHub) {
  std::set<std::string> found;
  for (const auto& contract : taxonomy().contracts()) found.insert(contract.task);
  EXPECT_EQ(found, every_task);
}

TEST(Contracts, KeepTheNamesThatOlderClientsUse) {
  for (const auto& [alias, task] : every_alias) {
    const auto* contract = taxonomy().find(alias);
    ASSERT_NE(contract, nullptr) << alias;
    EXPECT_EQ(contract->task, task);
  }
}

TEST(Contracts, AreListedInTheShapeThatIsPromised) {
  json::Array listing;
  for (const auto& contract : taxonomy().contracts()) listing.push_back(listed(contract, false));
  const auto shape = Schema::compile(taxonomy().envelopes().at("task_list")).value();
  EXPECT_FALSE(find_violation(shape, json::Object{{"tasks", listing}}, "answer"));
}

}  // namespace
}  // namespace hfi::tasks

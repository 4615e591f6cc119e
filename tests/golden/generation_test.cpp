// What a golden case alone does not show of models that generate: neighbours, streams and seeds.

#include <gtest/gtest.h>

#include <future>

#include "golden/difference.h"
#include "golden/golden_cache.h"
#include "golden/golden_server.h"

namespace hfi::golden {
namespace {

namespace fs = std::filesystem;

support::Answer ask(const json::Object& body) {
  support::HttpClient client(GoldenServer::get().process().port());
  return client.post("/api/inference", body).value();
}

class Generation : public testing::TestWithParam<fs::path> {};

TEST_P(Generation, AnswersTheSameBesideSevenNeighbours) {
  const auto golden = read_object(GetParam());
  const auto& cases = golden.at("cases").as_array();
  std::vector<std::future<support::Answer>> answers;
  for (std::size_t i = 0; i < 8; ++i)
    answers.push_back(std::async(std::launch::async, [&, i] {
      return ask(request_of(golden, cases[i % cases.size()].as_object(), ""));
    }));
  for (std::size_t i = 0; i < 8; ++i) {
    const auto answer = answers[i].get();
    ASSERT_EQ(answer.status, 200) << answer.body;
    EXPECT_EQ(difference(cases[i % cases.size()].at("output"),
                         answer.json().at("result").at("task_output"), 1e-4),
              "");
  }
}

TEST_P(Generation, JoinsStreamedTokensToTheOneShotText) {
  const auto golden = read_object(GetParam());
  for (const auto& one : golden.at("cases").as_array()) {
    if (one.at("options").as_object().contains("return_full_text")) continue;
    const auto events = GoldenServer::get().stream(request_of(golden, one.as_object(), ""));
    std::string joined;
    for (const auto& event : events)
      if (event.at("type").as_string() == "token") joined += event.at("text").as_string();
    EXPECT_EQ(joined, one.at("output").at("text").as_string());
    EXPECT_EQ(events.back().at("tokens").as_int64(),
              one.at("output").at("usage").at("completion_tokens").as_int64());
  }
}

std::vector<fs::path> files() {
  std::vector<fs::path> found;
  for (const auto* task : {"text-generation"})
    for (const auto& entry : fs::directory_iterator(fs::path(GOLDEN_DIR) / "cases" / task))
      found.push_back(entry.path());
  std::ranges::sort(found);
  return found;
}

INSTANTIATE_TEST_SUITE_P(, Generation, testing::ValuesIn(files()), [](const auto& test) {
  auto name = test.param.stem().string();
  std::ranges::replace_if(
      name, [](unsigned char c) { return std::isalnum(c) == 0; }, '_');
  return name;
});

json::Object sampled(std::int64_t seed) {
  return {{"model_id", "golden/llama-text-generation"},
          {"task", "text-generation"},
          {"inputs", {{"text", "Once"}}},
          {"options", {{"do_sample", true}, {"seed", seed}, {"max_new_tokens", 20}}}};
}

std::string text_of(const support::Answer& answer) {
  return std::string(answer.json().at("result").at("task_output").at("text").as_string());
}

TEST(Sampling, IsRepeatedByItsSeed) {
  const auto first = text_of(ask(sampled(7)));
  EXPECT_EQ(text_of(ask(sampled(7))), first);
  EXPECT_NE(text_of(ask(sampled(8))), first);
}

TEST(Lengths, AreBothInTheErrorOfAPromptThatIsTooLong) {
  auto body = sampled(1);
  body["inputs"] = json::Object{{"text", std::string(500, 'x')}};
  const auto answer = ask(body);
  EXPECT_EQ(answer.status, 422);
  const auto error = answer.json().at("error");
  EXPECT_EQ(error.at("code").as_string(), "input_too_long");
  EXPECT_EQ(error.at("details").at("max_tokens").as_int64(), 160);
  EXPECT_GT(error.at("details").at("tokens").as_int64(), 160);
}

}  // namespace
}  // namespace hfi::golden

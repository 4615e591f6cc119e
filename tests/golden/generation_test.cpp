// What a golden case alone does not show of models that generate: streams and seeds.

#include <gtest/gtest.h>

#include "golden/cases.h"
#include "golden/golden_cache.h"
#include "golden/golden_server.h"

namespace hfi::golden {
namespace {

support::Answer ask(const json::Object& body) {
  support::HttpClient client(GoldenServer::get().process().port());
  return client.post("/api/inference", body).value();
}

class Generation : public testing::TestWithParam<Case> {};

TEST_P(Generation, JoinsStreamedTokensToTheOneShotText) {
  const auto golden = read_object(GetParam().file);
  for (const auto& one : golden.at("cases").as_array()) {
    if (one.at("options").as_object().contains("return_full_text")) continue;
    const auto events =
        GoldenServer::get().stream(request_of(golden, one.as_object(), GetParam().source));
    std::string joined;
    for (const auto& event : events)
      if (event.at("type").as_string() == "token") joined += event.at("text").as_string();
    EXPECT_EQ(joined, one.at("output").at("text").as_string());
    EXPECT_EQ(events.back().at("tokens").as_int64(),
              one.at("output").at("usage").at("completion_tokens").as_int64());
  }
}

bool writes_text(const json::Object& golden) {
  const auto& output = golden.at("cases").at(0).at("output").as_object();
  return output.contains("usage") && output.contains("text");
}

INSTANTIATE_TEST_SUITE_P(, Generation, testing::ValuesIn(cases_where(writes_text)),
                         [](const auto& test) { return name_of(test.param); });

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

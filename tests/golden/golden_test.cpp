// Every file of tests/golden/cases is a test: the same requests over HTTP, the same answers as the reference's; from every
// source that the model has, at once and as a stream.

#include <gtest/gtest.h>

#include "golden/cases.h"
#include "golden/difference.h"
#include "golden/golden_cache.h"
#include "golden/golden_server.h"

namespace hfi::golden {
namespace {

class Golden : public testing::TestWithParam<Case> {};

TEST_P(Golden, AnswersAsTheReferenceDoes) {
  const auto golden = read_object(GetParam().file);
  const auto tolerance = golden.at("tolerance").as_double();
  for (const auto& one : golden.at("cases").as_array()) {
    const auto body = request_of(golden, one.as_object(), GetParam().source);
    SCOPED_TRACE(json::dump(body).substr(0, 300));
    const auto answer = GoldenServer::get().ask(body);
    ASSERT_EQ(answer.status, 200) << answer.body;
    const auto response = answer.json();
    EXPECT_EQ(difference(one.at("output"), response.at("result").at("task_output"), tolerance), "");
    EXPECT_EQ(response.at("result").at("metadata").at("source").as_string(), GetParam().source);
  }
}

TEST_P(Golden, StreamsTheSameAnswer) {
  const auto golden = read_object(GetParam().file);
  const auto& one = golden.at("cases").as_array().front().as_object();
  const auto events = GoldenServer::get().stream(request_of(golden, one, GetParam().source));
  ASSERT_FALSE(events.empty());
  const auto done = events.back();
  ASSERT_EQ(done.at("type").as_string(), "done") << json::dump(done);
  EXPECT_EQ(difference(one.at("output"), done.at("result").at("task_output"),
                       golden.at("tolerance").as_double()),
            "");
  const bool tokens = std::ranges::any_of(
      events, [](const auto& event) { return event.at("type").as_string() == "token"; });
  EXPECT_EQ(done.as_object().contains("first_token_latency_ms"), tokens);
}

INSTANTIATE_TEST_SUITE_P(, Golden, testing::ValuesIn(cases_where([](const auto&) { return true; })),
                         [](const auto& test) { return name_of(test.param); });

}  // namespace
}  // namespace hfi::golden

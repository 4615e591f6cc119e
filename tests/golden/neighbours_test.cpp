// An answer does not depend on who else asks: every task on texts, with eight requests at the same time, which share batches
// and steps.

#include <gtest/gtest.h>

#include <algorithm>
#include <future>

#include "golden/cases.h"
#include "golden/difference.h"
#include "golden/golden_cache.h"
#include "golden/golden_server.h"

namespace hfi::golden {
namespace {

constexpr std::size_t clients = 8;

class Neighbours : public testing::TestWithParam<Case> {};

TEST_P(Neighbours, SevenOfThemChangeNothing) {
  const auto golden = read_object(GetParam().file);
  const auto& cases = golden.at("cases").as_array();
  // started by this thread: the server ends with the one that started it
  const auto port = GoldenServer::get().process().port();
  const auto ask = [&](std::size_t i) {
    support::HttpClient client(port);
    const auto body = request_of(golden, cases[i % cases.size()].as_object(), GetParam().source);
    return client.post("/api/inference", body).value();
  };
  std::vector<std::future<support::Answer>> answers;
  for (std::size_t i = 0; i < clients; ++i)
    answers.push_back(std::async(std::launch::async, ask, i));
  for (std::size_t i = 0; i < clients; ++i) {
    const auto answer = answers[i].get();
    ASSERT_EQ(answer.status, 200) << answer.body;
    EXPECT_EQ(difference(cases[i % cases.size()].at("output"),
                         answer.json().at("result").at("task_output"),
                         golden.at("tolerance").as_double()),
              "");
  }
}

bool reads_text(const json::Object& golden) {
  const auto& inputs = golden.at("cases").at(0).at("inputs").as_object();
  return std::ranges::none_of(inputs, [](const auto& input) { return input.value().is_object(); });
}

INSTANTIATE_TEST_SUITE_P(, Neighbours, testing::ValuesIn(cases_where(reads_text)),
                         [](const auto& test) { return name_of(test.param); });

}  // namespace
}  // namespace hfi::golden

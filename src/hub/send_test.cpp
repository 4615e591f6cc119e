#include "hub/send.h"

#include <gtest/gtest.h>

namespace hfi::hub {
namespace {

using namespace std::chrono_literals;
using Headers = std::vector<std::pair<std::string, std::string>>;

// Answers with the heads that it is given, one after the other, and notes the pauses in between.
class Retrying : public testing::Test {
 protected:
  int status_after(std::vector<ResponseHead> answers, Retries retries = {}) {
    const Clock clock{.now = [] { return std::chrono::system_clock::from_time_t(1'000'000'000); },
                      .sleep = [this](std::chrono::milliseconds pause,
                                      const std::stop_token&) { pauses.push_back(pause); }};
    const Send send = [&, next = std::size_t{0}](const HttpRequest&, const std::stop_token&) mutable
        -> Result<HttpResponse> { return HttpResponse{.head = answers.at(next++)}; };
    return with_retries(send, retries, clock)({}, {})->head.status;
  }

  std::vector<std::chrono::milliseconds> pauses;
};

TEST_F(Retrying, DoublesThePauseAndGivesUp) {
  EXPECT_EQ(status_after(std::vector<ResponseHead>(5, {.status = 503})), 503);
  EXPECT_EQ(pauses, (std::vector<std::chrono::milliseconds>{1s, 2s, 4s, 8s}));
}

TEST_F(Retrying, IsForWhatMayPassAndNothingElse) {
  for (const int status : {408, 429, 500, 502, 504}) {
    EXPECT_EQ(status_after({{.status = status}, {.status = 200}}), 200) << status;
  }
  pauses.clear();
  for (const int status : {200, 302, 400, 401, 403, 404, 416})
    EXPECT_EQ(status_after({{.status = status}}), status);
  EXPECT_TRUE(pauses.empty());
}

TEST_F(Retrying, WaitsAsLongAsTheServerSays) {
  EXPECT_EQ(
      status_after(
          {{.status = 429, .headers = {{"ratelimit", "\"api\"; r=0; t=55"}, {"retry-after", "3"}}},
           {.status = 503, .headers = {{"retry-after", "7"}}},
           {.status = 503, .headers = {{"retry-after", "Sun, 09 Sep 2001 01:46:50 GMT"}}},
           {.status = 200, .headers = {{"ratelimit", "\"api\";r=9;t=55"}}}}),
      200);
  EXPECT_EQ(pauses, (std::vector<std::chrono::milliseconds>{56s, 7s, 10s}));
}

TEST_F(Retrying, HandsOnARefusalThatLastsTooLong) {
  EXPECT_EQ(status_after({{.status = 429, .headers = {{"ratelimit", "\"api\";r=0;t=299"}}}}), 429);
  EXPECT_TRUE(pauses.empty());
}

TEST_F(Retrying, EndsWhenItIsStopped) {
  std::stop_source stop;
  const Clock clock{
      .now = [] { return std::chrono::system_clock::time_point(); },
      .sleep = [&](std::chrono::milliseconds, const std::stop_token&) { stop.request_stop(); }};
  const Send send = [](const HttpRequest&, const std::stop_token&) -> Result<HttpResponse> {
    return HttpResponse{.head = {.status = 500}};
  };
  EXPECT_EQ(with_retries(send, {}, clock)({}, stop.get_token()).error().code, ErrorCode::cancelled);
}

TEST(SystemClock, WakesFromSleepWhenAsked) {
  std::stop_source stop;
  stop.request_stop();
  const auto started = std::chrono::steady_clock::now();
  system_clock().sleep(10s, stop.get_token());
  EXPECT_LT(std::chrono::steady_clock::now() - started, 1s);
}

}  // namespace
}  // namespace hfi::hub

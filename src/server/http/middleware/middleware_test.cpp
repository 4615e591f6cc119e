#include <gtest/gtest.h>

#include <set>

#include "server/http/middleware/access_log.h"
#include "server/http/middleware/body_limit.h"
#include "server/http/middleware/request_id.h"

namespace hfi::server {
namespace {

TEST(RequestId, KeepsTheCallersWhenItIsHarmless) {
  EXPECT_EQ(request_id("a"), "a");
  EXPECT_EQ(request_id("A-z_0.9"), "A-z_0.9");
  const std::string longest(128, 'x');
  EXPECT_EQ(request_id(longest), longest);
}

TEST(RequestId, ReplacesWhatDoesNotBelongIntoALogLine) {
  for (const std::string& sent : {std::string(), std::string(129, 'x'), std::string("a b"),
                                  std::string("a\r\nb"), std::string("é"), std::string("a=b")})
    EXPECT_NE(request_id(sent), sent);
}

TEST(RequestId, IsAFreshVersion4Uuid) {
  std::set<std::string> seen;
  for (int i = 0; i < 1000; ++i) {
    const auto id = request_id(std::nullopt);
    ASSERT_EQ(id.size(), 36U);
    EXPECT_EQ(id[8], '-');
    EXPECT_EQ(id[13], '-');
    EXPECT_EQ(id[14], '4');
    EXPECT_NE(std::string("89ab").find(id[19]), std::string::npos) << id;
    EXPECT_EQ(id.find_first_not_of("0123456789abcdef-"), std::string::npos);
    seen.insert(id);
  }
  EXPECT_EQ(seen.size(), 1000U);
}

TEST(BodyLimit, StatesTheSizeAndTheLimit) {
  EXPECT_TRUE(within_body_limit(10, 10));
  const auto beyond = within_body_limit(11, 10);
  ASSERT_FALSE(beyond);
  EXPECT_EQ(beyond.error().code, ErrorCode::payload_too_large);
  EXPECT_EQ(beyond.error().message, "body: 11 bytes, the limit is 10; send less");
  EXPECT_EQ(beyond.error().details, (json::Object{{"size", 11U}, {"limit", 10U}}));
}

TEST(AccessLog, IsOneRowOfFieldsWithThoseOfTheHandlerLast) {
  Request request;
  request.id = "me";
  request.peer = "1.2.3.4:5";
  request.method = Method::post;
  request.path = "/api/inference";
  request.log = {{"model", "org/name"}, {"task", "fill-mask"}};
  const Outcome outcome{.status = 200, .bytes = 42, .elapsed = std::chrono::microseconds(1500)};
  EXPECT_EQ(json::dump(access_fields(request, outcome)),
            R"({"id":"me","peer":"1.2.3.4:5","method":"POST","path":"/api/inference",)"
            R"("status":200,"bytes":42,"ms":1.5,"model":"org/name","task":"fill-mask"})");
}

TEST(AccessLog, TellsOfStreamsAndOfClientsThatLeft) {
  const auto fields = access_fields({}, {.status = 200, .events = 7, .client_left = true});
  EXPECT_EQ(fields.at("events"), 7U);
  EXPECT_EQ(fields.at("client_left"), true);
}

}  // namespace
}  // namespace hfi::server

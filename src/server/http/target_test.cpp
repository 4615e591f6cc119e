#include "server/http/target.h"

#include <gtest/gtest.h>

namespace hfi::server {
namespace {

using Segments = std::vector<std::string>;

Segments segments_of(std::string_view text) {
  auto target = parse_target(text);
  return target ? target->segments : Segments{"refused: " + target.error().message};
}

TEST(Target, SplitsBeforeItDecodes) {
  EXPECT_EQ(segments_of("/"), Segments({""}));
  EXPECT_EQ(segments_of("/api/tasks"), Segments({"api", "tasks"}));
  EXPECT_EQ(segments_of("/api/tasks/"), Segments({"api", "tasks", ""}));
  EXPECT_EQ(segments_of("//a"), Segments({"", "a"}));
  EXPECT_EQ(segments_of("/a%2Fb/c%20d/%C3%A9/+"), Segments({"a/b", "c d", "é", "+"}));
}

TEST(Target, KeepsThePathAsItWasSent) {
  const auto target = parse_target("/a%20b?x=1");
  ASSERT_TRUE(target);
  EXPECT_EQ(target->path, "/a%20b");
}

TEST(Target, ReadsTheQueryAsAFormDoes) {
  const auto target = parse_target("/x?a=1&b=two+words&&c&=d&a=%26%3D&e=f=g");
  ASSERT_TRUE(target) << target.error().message;
  EXPECT_EQ(
      target->query,
      Pairs({{"a", "1"}, {"b", "two words"}, {"c", ""}, {"", "d"}, {"a", "&="}, {"e", "f=g"}}));
  EXPECT_EQ(parse_target("/x?")->query, Pairs());
}

TEST(Target, TakesTheAbsoluteFormAndTheAsterisk) {
  EXPECT_EQ(segments_of("http://host:1/a/b"), Segments({"a", "b"}));
  EXPECT_EQ(segments_of("http://host"), Segments({""}));
  EXPECT_EQ(parse_target("http://host?q=1")->query, Pairs({{"q", "1"}}));
  EXPECT_EQ(segments_of("*"), Segments({"*"}));
}

TEST(Target, RefusesWhatIsNoPath) {
  for (const auto* const text : {"", "api", "host:443", "?a=1"}) {
    const auto target = parse_target(text);
    ASSERT_FALSE(target) << text;
    EXPECT_EQ(target.error().code, ErrorCode::malformed_http) << text;
  }
}

TEST(Target, RefusesEveryWayOfClimbingUp) {
  for (const auto* const text : {"/..", "/a/../b", "/a/./b", "/%2e%2E/b", "/.%2e", "/a/%2e"}) {
    const auto target = parse_target(text);
    ASSERT_FALSE(target) << text;
    EXPECT_EQ(target.error().code, ErrorCode::malformed_http) << text;
  }
  EXPECT_TRUE(parse_target("/a/...")) << "three dots are a name";
}

TEST(PercentDecoding, RefusesBrokenEscapesBadUtf8AndControls) {
  const std::vector<std::string> bad = {
      "%",
      "%1",
      "%g1",
      "a%2",
      "%00",
      "%0a",
      "%7f",
      "%ff",
      "%c3",
      "%c3%28",
      "%c0%af",
      "%e0%80%af",  // overlong slashes
      "%ed%a0%80",  // half a surrogate pair
      "%f4%90%80%80",
      "%f8%88%80%80%80",
      "\xc3(",
  };
  for (const auto& text : bad) {
    const auto decoded = percent_decode(text);
    ASSERT_FALSE(decoded) << text;
    EXPECT_EQ(decoded.error().code, ErrorCode::malformed_http) << text;
    EXPECT_FALSE(parse_target("/" + text)) << text;
    EXPECT_FALSE(parse_target("/?a=" + text)) << text;
    EXPECT_FALSE(parse_target("/?" + text + "=a")) << text;
  }
  EXPECT_EQ(percent_decode("%25%41%7e%f0%9f%98%80%f4%8f%bf%bf"), "%A~😀\xf4\x8f\xbf\xbf");
}

}  // namespace
}  // namespace hfi::server

#include "server/http/router.h"

#include <gtest/gtest.h>

namespace hfi::server {
namespace {

using Segments = std::vector<std::string>;

Route route(Method method, std::string_view pattern) {
  return {method, pattern, [](const Request&) -> Result<Reply> { return Response{}; }};
}

Router make_router(Handler fallback = {}) {
  return *Router::make(
      {route(Method::get, "/"), route(Method::get, "/api/models/{name}"),
       route(Method::get, "/api/models/status"),
       route(Method::del, "/api/models/{task}/{org}/{name}"),
       route(Method::post, "/api/models/{name}"), route(Method::get, "/api/{kind}/status")},
      std::move(fallback));
}

std::string found(const Router& router, Method method, const Segments& segments) {
  const auto match = router.find(method, segments);
  if (!match) return match.error().code == ErrorCode::not_found ? "404" : "405";
  return match->route != nullptr ? std::string(match->route->pattern) : match->allow;
}

TEST(Router, NamesTheSegmentsThatAPatternLeavesOpen) {
  const auto router = make_router();
  const auto match = router.find(Method::del, {"api", "models", "fill-mask", "a b", "c/d"});
  ASSERT_TRUE(match);
  EXPECT_EQ(match->parameters, Pairs({{"task", "fill-mask"}, {"org", "a b"}, {"name", "c/d"}}));
}

TEST(Router, PrefersLiteralSegmentsFromTheLeft) {
  const auto router = make_router();
  EXPECT_EQ(found(router, Method::get, {"api", "models", "status"}), "/api/models/status");
  EXPECT_EQ(found(router, Method::get, {"api", "models", "other"}), "/api/models/{name}");
  EXPECT_EQ(found(router, Method::get, {"api", "voices", "status"}), "/api/{kind}/status");
  EXPECT_EQ(found(router, Method::post, {"api", "models", "status"}), "/api/models/{name}")
      << "the more specific pattern does not take POST";
}

TEST(Router, AnswersHeadByGet) { EXPECT_EQ(found(make_router(), Method::head, {""}), "/"); }

TEST(Router, DoesNotMatchShorterLongerOrEmptyPaths) {
  const auto router = make_router();
  EXPECT_EQ(found(router, Method::get, {"api"}), "404");
  EXPECT_EQ(found(router, Method::get, {"api", "models"}), "404");
  EXPECT_EQ(found(router, Method::get, {"api", "models", ""}), "404");
  EXPECT_EQ(found(router, Method::get, {"api", "models", "a", "b"}), "404");
  EXPECT_EQ(found(router, Method::get, {"API", "models", "a"}), "404");
}

TEST(Router, SaysWhichMethodsAPathTakes) {
  const auto router = make_router();
  const auto match = router.find(Method::put, {"api", "models", "x"});
  ASSERT_FALSE(match);
  EXPECT_EQ(match.error().code, ErrorCode::method_not_allowed);
  EXPECT_EQ(match.error().details.at("allow"), json::Array({"GET", "HEAD", "POST", "OPTIONS"}));
  EXPECT_EQ(found(router, Method::options, {"api", "models", "x"}), "GET, HEAD, POST, OPTIONS");
  EXPECT_EQ(found(router, Method::options, {"*"}), "GET, HEAD, POST, DELETE, OPTIONS");
  EXPECT_EQ(found(router, Method::options, {"nothing"}), "404");
  EXPECT_EQ(found(router, Method::other, {"nothing"}), "404");
}

TEST(Router, FallsBackForPagesOnly) {
  const auto router = make_router([](const Request&) -> Result<Reply> { return Response{}; });
  EXPECT_EQ(found(router, Method::get, {"models", "x"}), "/");
  EXPECT_EQ(found(router, Method::head, {"apiary"}), "/");
  EXPECT_EQ(found(router, Method::get, {"api"}), "404");
  EXPECT_EQ(found(router, Method::get, {"api", "nothing"}), "404");
  EXPECT_EQ(found(router, Method::post, {"models"}), "404");
  EXPECT_EQ(found(router, Method::get, {"api", "models", "a", "b", "c"}), "405")
      << "the address exists";
}

TEST(Router, RefusesTwoRoutesForTheSameRequests) {
  const auto router =
      Router::make({route(Method::get, "/a/{x}"), route(Method::get, "/a/{y}")}, {});
  ASSERT_FALSE(router);
  EXPECT_NE(router.error().message.find("/a/{x}"), std::string::npos);
}

}  // namespace
}  // namespace hfi::server

#include "server/http/message.h"

#include <gtest/gtest.h>

namespace hfi::server {
namespace {

TEST(Message, KnowsTheMethodsByTheirExactNames) {
  for (const auto method : {Method::get, Method::head, Method::post, Method::put, Method::patch,
                            Method::del, Method::options})
    EXPECT_EQ(method_of(name_of(method)), method);
  EXPECT_EQ(method_of("get"), Method::other);
  EXPECT_EQ(method_of("BREW"), Method::other);
  EXPECT_EQ(method_of(""), Method::other);
}

TEST(Message, ComparesHeaderNamesWithoutCaseAndParametersWithIt) {
  Request request;
  request.headers = {{"Content-Type", "first"}, {"content-type", "second"}};
  request.parameters = {{"task", "fill-mask"}};
  request.query = {{"a", ""}};
  EXPECT_EQ(request.header("CONTENT-TYPE"), "first");
  EXPECT_EQ(request.header("content-typ"), std::nullopt);
  EXPECT_EQ(request.parameter("task"), "fill-mask");
  EXPECT_EQ(request.parameter("Task"), std::nullopt);
  EXPECT_EQ(request.query_value("a"), "");
  EXPECT_EQ(request.query_value("b"), std::nullopt);
}

TEST(Message, GivesTheBytesOfEitherKindOfBody) {
  EXPECT_EQ((Response{.status = 200, .content_type = "", .body = std::string("own")}).bytes(),
            "own");
  const auto shared = std::make_shared<const std::string>("shared");
  EXPECT_EQ((Response{.status = 200, .content_type = "", .body = shared}).bytes(), "shared");
}

}  // namespace
}  // namespace hfi::server

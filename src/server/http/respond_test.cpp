#include "server/http/respond.h"

#include <gtest/gtest.h>

#include "core/error_table.h"

namespace hfi::server {
namespace {

TEST(Respond, WrapsEveryErrorInTheSameEnvelope) {
  for (const auto& row : error_table()) {
    const auto response = error_response({row.code, "where: what", {}});
    EXPECT_EQ(response.status, row.status);
    EXPECT_EQ(response.content_type, "application/json");
    EXPECT_EQ(response.bytes(), R"({"error":{"code":")" + std::string(row.name) +
                                    R"(","message":"where: what","details":null}})");
  }
}

TEST(Respond, TellsABusyClientWhenToComeBack) {
  const Pairs retry = {{"retry-after", "1"}};
  EXPECT_EQ(error_response({ErrorCode::overloaded, ""}).headers, retry);
  EXPECT_EQ(error_response({ErrorCode::shutting_down, ""}).headers, retry);
  EXPECT_EQ(error_response({ErrorCode::not_found, ""}).headers, Pairs());
}

TEST(Respond, RepeatsTheAllowedMethodsInTheHeader) {
  const Error error{ErrorCode::method_not_allowed, "", {{"allow", json::Array{"GET", "HEAD"}}}};
  EXPECT_EQ(error_response(error).headers, Pairs({{"allow", "GET, HEAD"}}));
}

}  // namespace
}  // namespace hfi::server

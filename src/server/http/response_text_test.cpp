#include "server/http/response_text.h"

#include <gtest/gtest.h>

namespace hfi::server {
namespace {

bool contains(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

TEST(ResponseText, CarriesTheIdAndForbidsSniffingOnEveryAnswer) {
  for (const auto& head :
       {response_head({.status = 200, .content_type = "text/plain", .body = std::string("abc")},
                      {.request_id = "me"}),
        stream_head({.request_id = "me"})}) {
    EXPECT_TRUE(head.starts_with("HTTP/1.1 200 OK\r\ndate: "));
    EXPECT_TRUE(contains(head, "\r\nx-request-id: me\r\n"));
    EXPECT_TRUE(contains(head, "\r\nx-content-type-options: nosniff\r\n"));
    EXPECT_TRUE(head.ends_with("\r\n\r\n"));
  }
}

TEST(ResponseText, SaysHowLongTheBodyIsUnlessThereCanBeNone) {
  const auto head = [](int status) {
    return response_head({.status = status, .content_type = "a/b", .body = std::string("abc")},
                         {.request_id = "me"});
  };
  EXPECT_TRUE(contains(head(200), "\r\ncontent-length: 3\r\n"));
  EXPECT_FALSE(contains(head(204), "content-length"));
  EXPECT_FALSE(contains(head(304), "content-length"));
  EXPECT_TRUE(head(799).starts_with("HTTP/1.1 799 \r\n"));
}

TEST(ResponseText, NamesTheFateOfTheConnectionInTheClientsDialect) {
  const auto head = [](bool keep_alive, bool http_1_1) {
    return response_head({}, {.request_id = "me", .keep_alive = keep_alive, .http_1_1 = http_1_1});
  };
  EXPECT_FALSE(contains(head(true, true), "connection:"));
  EXPECT_TRUE(contains(head(true, false), "\r\nconnection: keep-alive\r\n"));
  EXPECT_TRUE(contains(head(false, true), "\r\nconnection: close\r\n"));
  EXPECT_TRUE(contains(stream_head({.request_id = "me"}), "transfer-encoding: chunked"));
  EXPECT_FALSE(contains(stream_head({.request_id = "me", .keep_alive = false, .http_1_1 = false}),
                        "transfer-encoding"));
}

TEST(ResponseText, FramesChunksInHexadecimal) {
  EXPECT_EQ(chunk("abc"), "3\r\nabc\r\n");
  EXPECT_EQ(chunk(std::string(26, 'x')).substr(0, 4), "1a\r\n");
}

TEST(ResponseText, LetsNoHeaderSmuggleALineBreak) {
  const auto with = [](std::string name, std::string value) {
    return well_formed(
        {.status = 200, .content_type = "", .headers = {{std::move(name), std::move(value)}}});
  };
  EXPECT_TRUE(with("etag", "\"1\""));
  EXPECT_FALSE(with("etag", "1\r\nset-cookie: x"));
  EXPECT_FALSE(with("e\ntag", "1"));
  EXPECT_FALSE(with("e tag", "1"));
  EXPECT_FALSE(with("etag:", "1"));
  EXPECT_FALSE(with("", "1"));
  EXPECT_FALSE(well_formed({.status = 200, .content_type = "text/plain\r\n"}));
}

}  // namespace
}  // namespace hfi::server

// What strangers send: each is answered clearly or cut off, and the server goes on.

#include "server/http/test_server.h"

namespace hfi::server {
namespace {

constexpr Limits small = {.uri_bytes = 64,
                          .header_bytes = 1024,
                          .header_count = 8,
                          .body_bytes = 100,
                          .header_timeout = std::chrono::milliseconds(300),
                          .transfer_grace = std::chrono::milliseconds(300)};

enum class After { closed, kept };

struct Case {
  std::string name;
  std::string bytes;
  int status;
  std::string code;
  After after = After::closed;  // kept where it is clear what is the next request
};

std::string with(const std::string& headers, const std::string& body = "") {
  return "POST /api/echo HTTP/1.1\r\nHost: h\r\n" + headers + "\r\n" + body;
}

std::string chunked(const std::string& body) {
  return with("Transfer-Encoding: chunked\r\n", body);
}

std::string repeated(int count, const std::string& text) {
  std::string all;
  for (int i = 0; i < count; ++i) all += text;
  return all;
}

std::vector<Case> cases() {
  const std::string http = "malformed_http";
  return {
      {"NoRequestAtAll", "hello\r\n\r\n", 400, http},
      {"OnlyBinary", std::string("\x00\x01\x02\x03\r\n\r\n", 8), 400, http},
      {"TlsHello", std::string("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 11), 400, http},
      {"Http2Preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400, http},
      {"Http09", "GET /api/echo\r\n\r\n", 400, http},
      {"Http12", "GET /api/echo HTTP/1.2\r\nHost: h\r\n\r\n", 400, http},
      {"Http3", "GET /api/echo HTTP/3.0\r\nHost: h\r\n\r\n", 400, http},
      {"LowerCaseVersion", "GET /api/echo http/1.1\r\nHost: h\r\n\r\n", 400, http},
      {"NoMethod", " /api/echo HTTP/1.1\r\nHost: h\r\n\r\n", 400, http},
      {"MethodIsNoToken", "GE(T /api/echo HTTP/1.1\r\nHost: h\r\n\r\n", 400, http},
      {"UnknownMethod", "BREW /api/echo HTTP/1.1\r\nHost: h\r\n\r\n", 405, "method_not_allowed",
       After::kept},
      {"Connect", "CONNECT host:443 HTTP/1.1\r\nHost: h\r\n\r\n", 400, http, After::kept},
      {"NoTarget", "GET  HTTP/1.1\r\nHost: h\r\n\r\n", 400, http},
      {"SpaceInTarget", "GET /a b HTTP/1.1\r\nHost: h\r\n\r\n", 400, http},
      {"ControlInTarget", "GET /a\x01 HTTP/1.1\r\nHost: h\r\n\r\n", 400, http},
      {"RelativeTarget", "GET api/echo HTTP/1.1\r\nHost: h\r\n\r\n", 400, http, After::kept},
      {"BareLineFeeds", "GET /api/echo HTTP/1.1\nHost: h\n\n", 400, http},
      {"BareCarriageReturn", "GET /api/echo HTTP/1.1\r\nHost: h\rX: y\r\n\r\n", 400, http},
      {"HalfAnEscape", "GET /api/echo%2 HTTP/1.1\r\nHost: h\r\n\r\n", 400, http, After::kept},
      {"EscapedNul", "GET /api/echo%00 HTTP/1.1\r\nHost: h\r\n\r\n", 400, http, After::kept},
      {"EscapedNonUtf8", "GET /api/%ff HTTP/1.1\r\nHost: h\r\n\r\n", 400, http, After::kept},
      {"OverlongSlash", "GET /%c0%af HTTP/1.1\r\nHost: h\r\n\r\n", 400, http, After::kept},
      {"BadQuery", "GET /api/echo?a=%zz HTTP/1.1\r\nHost: h\r\n\r\n", 400, http, After::kept},
      {"ClimbingUp", "GET /../../etc/passwd HTTP/1.1\r\nHost: h\r\n\r\n", 400, http, After::kept},
      {"ClimbingUpEscaped", "GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\nHost: h\r\n\r\n", 400, http,
       After::kept},
      {"NoHost", "GET /api/echo HTTP/1.1\r\n\r\n", 400, http},
      {"TwoHosts", "GET /api/echo HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400, http},
      {"HeaderWithoutColon", with("nonsense\r\n"), 400, http},
      {"HeaderWithoutName", with(": value\r\n"), 400, http},
      {"SpaceBeforeColon", with("Content-Length : 3\r\n", "abc"), 400, http},
      {"FoldedFirstHeader", "GET / HTTP/1.1\r\n Host: h\r\n\r\n", 400, http},
      {"ControlInHeader", with(std::string("X: a\0b\r\n", 8)), 400, http},
      {"NegativeLength", with("Content-Length: -1\r\n"), 400, http},
      {"SignedLength", with("Content-Length: +3\r\n", "abc"), 400, http},
      {"HexadecimalLength", with("Content-Length: 0x3\r\n", "abc"), 400, http},
      {"EmptyLength", with("Content-Length: \r\n"), 400, http},
      {"HugeLength", with("Content-Length: 99999999999999999999\r\n"), 400, http},
      {"TwoLengths", with("Content-Length: 3\r\nContent-Length: 4\r\n", "abcd"), 400, http},
      {"LengthAndChunks", with("Content-Length: 3\r\nTransfer-Encoding: chunked\r\n"), 400, http},
      {"ChunksAndLength", with("Transfer-Encoding: chunked\r\nContent-Length: 3\r\n"), 400, http},
      {"UnknownEncoding", with("Transfer-Encoding: gzip\r\n"), 400, http},
      {"EncodedChunks", with("Transfer-Encoding: gzip, chunked\r\n"), 400, http},
      {"ChunkedTwice", with("Transfer-Encoding: chunked, chunked\r\n"), 400, http},
      {"ChunkedInHttp10", "POST /api/echo HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n", 400,
       http},
      {"NoChunkSize", chunked("\r\nabc\r\n0\r\n\r\n"), 400, http},
      {"BadChunkSize", chunked("xyz\r\nabc\r\n0\r\n\r\n"), 400, http},
      {"NegativeChunkSize", chunked("-3\r\nabc\r\n0\r\n\r\n"), 400, http},
      {"OverflowingChunkSize", chunked("10000000000000000\r\nabc"), 400, http},
      {"HugeChunk", chunked("ffffffffffffffff\r\nabc"), 413, "payload_too_large"},
      {"ChunkLongerThanItsSize", chunked("3\r\nabcd\r\n0\r\n\r\n"), 400, http},
      {"BadChunkExtension", chunked("3;=\r\nabc\r\n0\r\n\r\n"), 400, http},
      {"BadTrailer", chunked("3\r\nabc\r\n0\r\nbad trailer\r\n\r\n"), 400, http},
      {"TooManyChunks", chunked(repeated(26, "4\r\nabcd\r\n")), 413, "payload_too_large"},
      {"UnknownExpectation", with("Expect: miracles\r\n"), 400, http},
      {"BodyTooLong", with("Content-Length: 101\r\n"), 413, "payload_too_large"},
      {"BodyMuchTooLong", with("Content-Length: 9000000000000000000\r\n"), 413,
       "payload_too_large"},
      {"UriTooLong", "GET /" + std::string(64, 'a') + " HTTP/1.1\r\nHost: h\r\n\r\n", 414,
       "uri_too_long"},
      {"EndlessUri", "GET /" + std::string(4000, 'a'), 414, "uri_too_long"},
      {"TooManyHeaders", with(repeated(8, "a: b\r\n")), 431, "headers_too_large"},
      {"HeaderTooLong", with("a: " + std::string(2000, 'x') + "\r\n"), 431, "headers_too_large"},
      {"EndlessHeader", "GET / HTTP/1.1\r\na: " + std::string(4000, 'x'), 431, "headers_too_large"},
      {"EndlessFolding", "GET / HTTP/1.1\r\na: b" + repeated(2000, "\r\n "), 431,
       "headers_too_large"},
      {"UnfinishedLine", "GET /api/ec", 408, "request_timeout"},
      {"UnfinishedHead", "GET /api/echo HTTP/1.1\r\nHost: h\r\n", 408, "request_timeout"},
      {"UnfinishedBody", with("Content-Length: 10\r\n", "abc"), 408, "request_timeout"},
      {"UnfinishedChunks", chunked("3\r\nabc\r\n"), 408, "request_timeout"},
      {"UnfinishedLastChunk", chunked("0\r\n"), 408, "request_timeout"},
  };
}

class MalformedRequests : public testing::TestWithParam<Case> {
 protected:
  TestServer server_{{{Method::post, "/api/echo", echo}, {Method::get, "/api/echo", echo}},
                     {.limits = small}};
};

TEST_P(MalformedRequests, AreRefusedWithTheReason) {
  auto wire = server_.wire();
  wire.send(GetParam().bytes);
  const auto answer = support::receive_answer(wire);
  ASSERT_TRUE(answer) << answer.error().message;
  EXPECT_EQ(answer->status, GetParam().status) << answer->body;
  EXPECT_EQ(answer->error_code(), GetParam().code) << answer->body;
  EXPECT_EQ(answer->header("x-request-id").size(), 36U);
  EXPECT_EQ(answer->header("content-type"), "application/json");
  EXPECT_EQ(server_.client().get("/api/echo")->status, 200) << "the server goes on";
}

// What follows a request that was not understood must not be taken for the next one.
TEST_P(MalformedRequests, LeaveNoWayToSmuggleAnother) {
  auto wire = server_.wire();
  wire.send(GetParam().bytes);
  const auto answer = support::receive_answer(wire);
  ASSERT_TRUE(answer) << answer.error().message;
  wire.send("GET /api/echo HTTP/1.1\r\nHost: next\r\n\r\n");
  if (GetParam().after == After::closed) {
    EXPECT_EQ(answer->header("connection"), "close");
    EXPECT_EQ(wire.receive_all(), "");
  } else {
    EXPECT_EQ(answer->header("connection"), "");
    EXPECT_EQ(support::receive_answer(wire)->status, 200);
  }
}

INSTANTIATE_TEST_SUITE_P(All, MalformedRequests, testing::ValuesIn(cases()),
                         [](const auto& test) { return test.param.name; });

}  // namespace
}  // namespace hfi::server

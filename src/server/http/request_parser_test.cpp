#include "server/http/request_parser.h"

#include <gtest/gtest.h>

#include <random>

namespace hfi::server {
namespace {

constexpr Limits small = {
    .uri_bytes = 32, .header_bytes = 256, .header_count = 4, .body_bytes = 16};

struct Parsed {
  std::optional<ErrorCode> error;
  bool complete = false;
  RequestHead head;
  std::string body;
  std::size_t used = 0;
};

// Presents the text in pieces of `step` bytes, as a connection would.
Parsed parse(std::string_view text, std::size_t step = std::string_view::npos,
             const Limits& limits = small) {
  RequestParser parser(limits);
  Parsed parsed;
  for (std::size_t there = std::min(step, text.size());;) {
    for (bool stuck = false; !stuck && !parser.complete();) {
      const auto used = parser.feed(text.substr(parsed.used, there - parsed.used));
      if (!used) {
        parsed.error = used.error().code;
        parsed.head = parser.head();
        return parsed;
      }
      stuck = *used == 0;
      parsed.used += *used;
    }
    if (there == text.size() || parser.complete()) break;
    there += std::min(step, text.size() - there);
  }
  parsed.complete = parser.complete();
  parsed.head = parser.head();
  parsed.body = parser.take_body();
  return parsed;
}

std::string get(const std::string& target, const std::string& headers = "") {
  return "GET " + target + " HTTP/1.1\r\nHost: h\r\n" + headers + "\r\n";
}

std::string post(const std::string& headers, const std::string& body) {
  return "POST / HTTP/1.1\r\nHost: h\r\n" + headers + "\r\n" + body;
}

TEST(RequestParser, ReadsTheSameHoweverTheBytesAreCut) {
  const auto text = post("Content-Length: 5\r\nX-A:  b c \r\n", "hello") + "GET /next";
  for (std::size_t step = 1; step <= text.size(); ++step) {
    const auto parsed = parse(text, step);
    ASSERT_TRUE(parsed.complete) << step;
    EXPECT_EQ(parsed.body, "hello");
    EXPECT_EQ(parsed.head.headers.at(2).second, "b c");
    EXPECT_EQ(text.substr(parsed.used), "GET /next") << "the next request is left alone";
  }
}

TEST(RequestParser, JoinsChunksHoweverTheyAreCut) {
  const auto text = post("Transfer-Encoding: Chunked\r\n",
                         "3\r\nabc\r\n00a;x=\"y;\"\r\n0123456789\r\n0\r\nTrailer: t\r\n\r\n") +
                    "GET /next";
  for (std::size_t step = 1; step <= text.size(); ++step) {
    const auto parsed = parse(text, step);
    ASSERT_TRUE(parsed.complete) << step;
    EXPECT_EQ(parsed.body, "abc0123456789");
    EXPECT_EQ(parsed.head.headers.size(), 2U) << "a trailer is no header";
    EXPECT_EQ(text.substr(parsed.used), "GET /next");
  }
}

TEST(RequestParser, SkipsEmptyLinesBeforeARequest) {
  const auto text = "\r\n\r\n" + get("/a");
  for (std::size_t step = 1; step <= text.size(); ++step)
    EXPECT_TRUE(parse(text, step).complete) << step;
}

TEST(RequestParser, KnowsWhetherTheConnectionIsKept) {
  EXPECT_TRUE(parse(get("/")).head.keep_alive);
  EXPECT_FALSE(parse(get("/", "Connection: close\r\n")).head.keep_alive);
  EXPECT_FALSE(parse("GET / HTTP/1.0\r\n\r\n").head.keep_alive);
  EXPECT_TRUE(parse("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n").head.keep_alive);
}

TEST(RequestParser, TakesExactlyWhatTheLimitsAllow) {
  EXPECT_TRUE(parse(get("/" + std::string(31, 'a'))).complete);
  EXPECT_EQ(parse(get("/" + std::string(32, 'a'))).error, ErrorCode::uri_too_long);
  EXPECT_EQ(parse(get("/" + std::string(999, 'a'))).error, ErrorCode::uri_too_long);
  EXPECT_EQ(parse("GET /" + std::string(999, 'a'), 7).error, ErrorCode::uri_too_long)
      << "before the line has ended";

  EXPECT_TRUE(parse(get("/", "a:1\r\nb:2\r\nc:3\r\n")).complete);
  EXPECT_EQ(parse(get("/", "a:1\r\nb:2\r\nc:3\r\nd:4\r\n")).error, ErrorCode::headers_too_large);
  EXPECT_EQ(parse(get("/", "a: " + std::string(999, 'x') + "\r\n")).error,
            ErrorCode::headers_too_large);
  EXPECT_EQ(parse("GET / HTTP/1.1\r\nHost: h\r\na: " + std::string(999, 'x'), 7).error,
            ErrorCode::headers_too_large);

  EXPECT_TRUE(
      parse(post("Transfer-Encoding: chunked\r\n", "8\r\n12345678\r\n8\r\n12345678\r\n0\r\n\r\n"))
          .complete);
  EXPECT_EQ(parse(post("Transfer-Encoding: chunked\r\n", "8\r\n12345678\r\n9\r\n")).error,
            ErrorCode::payload_too_large)
      << "before the ninth byte is there";
  EXPECT_EQ(
      parse(post("Transfer-Encoding: chunked\r\n", "8\r\n12345678\r\nffffffffffffffff\r\n")).error,
      ErrorCode::payload_too_large);
  EXPECT_EQ(parse(post("Transfer-Encoding: chunked\r\n", "1;" + std::string(999, 'x')), 7).error,
            ErrorCode::headers_too_large);
}

TEST(RequestParser, KeepsWhatItReadOfAHeadThatIsRefused) {
  const auto parsed = parse(get("/a", "X-Request-Id: me\r\nbad name: 1\r\n"));
  EXPECT_EQ(parsed.error, ErrorCode::malformed_http);
  EXPECT_EQ(parsed.head.target, "/a");
  EXPECT_EQ(parsed.head.headers.at(1).second, "me");
}

TEST(RequestParser, AnnouncesTheLengthBeforeTheBody) {
  RequestParser parser(small);
  ASSERT_TRUE(parser.feed(post("Content-Length: 99999999\r\n", "")));
  EXPECT_TRUE(parser.head_complete());
  EXPECT_EQ(parser.body_announced(), 99999999U);
  EXPECT_FALSE(parser.complete());
}

// The library checks its own assumptions with assertions, which must never be what a stranger's
// bytes meet.
TEST(RequestParser, SurvivesWhateverIsSent) {
  const std::vector<std::string> seeds = {
      get("/a?b=c", "Expect: 100-continue\r\nAccept: */*\r\n"),
      post("Content-Length: 5\r\n", "hello"),
      post("Transfer-Encoding: chunked\r\n", "3;a=b\r\nabc\r\n0\r\nT: t\r\n\r\n"),
      post("Transfer-Encoding: chunked\r\n", "0\r\n\r\n"),
      "GET / HTTP/1.0\r\nA: b\r\n c\r\n\r\n",
  };
  constexpr std::string_view bytes(
      "\r\n\t :;=,%\"/0fF\0\x7f\xff"
      "aZ",
      20);
  std::mt19937 random(20);
  const auto below = [&](std::size_t n) { return random() % n; };
  std::size_t refused = 0;
  for (int round = 0; round < 20'000; ++round) {
    auto text = seeds[below(seeds.size())];
    for (auto changes = below(4) + 1; changes > 0; --changes) {
      const auto at = below(text.size());
      const auto kind = below(3);
      if (kind == 0) text[at] = bytes[below(bytes.size())];
      if (kind == 1) text.insert(at, 1, bytes[below(bytes.size())]);
      if (kind == 2) text.erase(at, 1 + below(3));
      if (text.empty()) text = "\n";
    }
    refused += parse(text, 1 + below(9)).error ? 1 : 0;
  }
  EXPECT_GT(refused, 1000U);
}

}  // namespace
}  // namespace hfi::server

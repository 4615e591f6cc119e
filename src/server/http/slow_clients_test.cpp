// Clients that are slow, silent, many or greedy, and what they may cost.

#include "server/http/test_server.h"

namespace hfi::server {
namespace {

using namespace std::chrono_literals;

std::vector<Route> routes() {
  return {{Method::post, "/api/echo", echo},
          {Method::get, "/api/echo", echo},
          {Method::get, "/api/big", [](const Request&) -> Result<Reply> {
             return Response{.status = 200,
                             .content_type = "text/plain",
                             .body = std::make_shared<const std::string>(32 << 20, 'x')};
           }}};
}

std::chrono::milliseconds since(std::chrono::steady_clock::time_point begin) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() -
                                                               begin);
}

// One byte at a time, until the server has had enough.
void drip(support::Wire& wire, std::string_view text, std::chrono::milliseconds pause) {
  for (const char c : text) {
    if (!wire.stays_silent(pause)) return;
    wire.send({&c, 1});
  }
}

TEST(SlowClients, GetAllTimeTogetherForTheHeadNotForEachByte) {
  TestServer server(routes(), {.limits = {.header_timeout = 200ms}});
  auto wire = server.wire();
  const auto begin = std::chrono::steady_clock::now();
  drip(wire, "GET /api/echo HTTP/1.1\r\nHost: h\r\nX-Slow: " + std::string(100, 'x'), 20ms);
  const auto answer = support::receive_answer(wire);
  ASSERT_TRUE(answer) << answer.error().message;
  EXPECT_EQ(answer->status, 408);
  EXPECT_GE(since(begin), 200ms);
  EXPECT_EQ(wire.receive_all(), "");
}

TEST(SlowClients, ThatDripTheirBodyAreCutOffByItsRate) {
  TestServer server(routes(),
                    {.limits = {.transfer_grace = 200ms, .transfer_bytes_per_second = 10'000}});
  auto wire = server.wire();
  wire.send("POST /api/echo HTTP/1.1\r\nHost: h\r\nContent-Length: 1000\r\n\r\n");
  drip(wire, std::string(1000, 'x'), 20ms);
  const auto answer = support::receive_answer(wire);
  ASSERT_TRUE(answer) << answer.error().message;
  EXPECT_EQ(answer->error_code(), "request_timeout");
}

TEST(SlowClients, ThatKeepTheRateMayTakeLongerThanTheGrace) {
  TestServer server(routes(),
                    {.limits = {.transfer_grace = 100ms, .transfer_bytes_per_second = 20}});
  auto wire = server.wire();
  const auto begin = std::chrono::steady_clock::now();
  wire.send("POST /api/echo HTTP/1.1\r\nHost: h\r\nContent-Length: 20\r\n\r\n");
  drip(wire, std::string(20, 'x'), 15ms);
  EXPECT_EQ(support::receive_answer(wire)->status, 200);
  EXPECT_GE(since(begin), 300ms);
}

TEST(SlowClients, ThatSayNothingAreLetGoWithoutAWord) {
  TestServer server(routes(), {.limits = {.header_timeout = 100ms, .idle_timeout = 200ms}});
  auto silent = server.wire();
  EXPECT_EQ(silent.receive_all(), "");

  auto wire = server.wire();
  wire.send(support::to_text({.path = "/api/echo"}));
  EXPECT_EQ(support::receive_answer(wire)->status, 200);
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_EQ(wire.receive_all(), "");
  EXPECT_GE(since(begin), 150ms) << "between requests the idle timeout counts";
}

TEST(SlowClients, ThatDoNotReadTheirAnswerAreCutOff) {
  TestServer server(routes(),
                    {.limits = {.transfer_grace = 200ms, .transfer_bytes_per_second = 100u << 20}});
  auto wire = support::Wire::connect(server->port(), {.receive_buffer = 4096});
  wire->send(support::to_text({.path = "/api/big"}));
  std::this_thread::sleep_for(1s);
  const auto answer = support::receive_answer(*wire);
  EXPECT_FALSE(answer) << "32 MiB cannot have come";
  EXPECT_EQ(server.client().get("/api/echo")->status, 200);
}

TEST(SlowClients, ThatReadSteadilyGetAllOfIt) {
  TestServer server(routes(), {.limits = {.transfer_grace = 5s}});
  auto wire = support::Wire::connect(server->port(), {.receive_buffer = 1 << 16});
  wire->send(support::to_text({.path = "/api/big"}));
  const auto answer = support::receive_answer(*wire);
  ASSERT_TRUE(answer) << answer.error().message;
  EXPECT_EQ(answer->body.size(), 32U << 20U);
}

TEST(SlowClients, DoNotHoldUpOthers) {
  TestServer server(routes());
  std::vector<support::Wire> slow;
  for (int i = 0; i < 100; ++i) {
    slow.push_back(server.wire());
    slow.back().send("POST /api/echo HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\n12");
  }
  EXPECT_EQ(server.client().get("/api/echo")->status, 200);
  for (auto& wire : slow) {
    wire.send("345");
    EXPECT_EQ(support::receive_answer(wire)->json().at("body"), "12345");
  }
}

TEST(GreedyClients, LearnTheLimitBeforeTheySendTheBody) {
  TestServer server(routes(), {.limits = {.body_bytes = 100}});
  auto wire = server.wire();
  wire.send(
      "POST /api/echo HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 101\r\n\r\n");
  const auto refused = support::receive_answer(wire);
  EXPECT_EQ(refused->status, 413);
  EXPECT_EQ(refused->json().at("error").at("details"),
            (json::Object{{"size", 101}, {"limit", 100}}));

  // one that sends it all the same still gets to read the answer
  auto rude = server.wire();
  rude.send("POST /api/echo HTTP/1.1\r\nHost: h\r\nContent-Length: 8000000\r\n\r\n");
  rude.send(std::string(8'000'000, 'x'));
  EXPECT_EQ(support::receive_answer(rude)->status, 413);
}

TEST(GreedyClients, AreToldToContinueWhenTheBodyIsWanted) {
  TestServer server(routes());
  const std::string head =
      "POST /api/echo HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n";
  auto wire = server.wire();
  wire.send(head);
  EXPECT_EQ(wire.receive_until("\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
  wire.send("abc");
  EXPECT_EQ(support::receive_answer(wire)->json().at("body"), "abc");

  wire.send(head + "abc");
  EXPECT_EQ(support::receive_answer(wire)->status, 200) << "no 100 when the body is there";

  auto lost = head;
  lost.replace(lost.find("/api/echo"), 9, "/api/nowh");
  wire.send(lost);
  EXPECT_EQ(support::receive_answer(wire)->status, 404) << "no 100 when nobody wants the body";
}

TEST(GreedyClients, CannotFillTheMemoryTogether) {
  TestServer server(routes(), {.limits = {.body_bytes = 100, .all_bodies_bytes = 150}});
  const auto head = "POST /api/echo HTTP/1.1\r\nHost: h\r\nContent-Length: 100\r\n\r\n";
  auto first = server.wire();
  first.send(head + std::string(99, 'x'));
  EXPECT_TRUE(first.stays_silent(50ms));
  auto second = server.wire();
  second.send(head + std::string(99, 'x'));
  const auto refused = support::receive_answer(second);
  ASSERT_TRUE(refused) << refused.error().message;
  EXPECT_EQ(refused->status, 429);
  EXPECT_EQ(refused->error_code(), "overloaded");
  first.send("x");
  EXPECT_EQ(support::receive_answer(first)->status, 200);
  EXPECT_TRUE(eventually([&] {
    return server.client()
               .ask({.method = "POST", .path = "/api/echo", .body = std::string(100, 'x')})
               ->status == 200;
  })) << "what they held is given back";
}

TEST(GreedyClients, AreTurnedAwayWhenAllConnectionsAreTaken) {
  TestServer server(routes(), {.limits = {.connections = 3}});
  std::vector<support::HttpClient> clients;
  for (int i = 0; i < 3; ++i) {
    clients.push_back(server.client());
    EXPECT_EQ(clients.back().get("/api/echo")->status, 200);
  }
  auto extra = server.wire();
  const auto answer = support::receive_answer(extra);
  ASSERT_TRUE(answer) << answer.error().message;
  EXPECT_EQ(answer->status, 429);
  EXPECT_EQ(answer->error_code(), "overloaded");
  EXPECT_EQ(answer->header("retry-after"), "1");

  clients.pop_back();
  EXPECT_TRUE(eventually([&] { return server.client().get("/api/echo")->status == 200; }));
}

}  // namespace
}  // namespace hfi::server

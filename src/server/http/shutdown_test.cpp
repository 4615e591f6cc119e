// How a server ends: no new work, what is in flight finishes, and no waiting for nothing.

#include "server/http/test_server.h"
#include "support/event_reader.h"

namespace hfi::server {
namespace {

using namespace std::chrono_literals;

class Shutdown : public testing::Test {
 protected:
  // Answers when told to.
  Handler wait_for_release() {
    return [this](const Request& request) -> Result<Reply> {
      ++seen_.started;
      released_.acquire();
      return echo(request);
    };
  }

  Seen seen_;
  std::counting_semaphore<> released_{0};
};

TEST_F(Shutdown, TakesNoTimeWhenNothingIsInFlight) {
  TestServer server({{Method::get, "/api/echo", echo}});
  auto idle = server.client();
  EXPECT_EQ(idle.get("/api/echo")->status, 200);
  auto silent = server.wire();
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_TRUE(server->drain(10s));
  EXPECT_LT(std::chrono::steady_clock::now() - begin, 1s);
  EXPECT_EQ(silent.receive_all(), "");
}

TEST_F(Shutdown, LetsRequestsInFlightFinish) {
  TestServer server({{Method::get, "/api/slow", wait_for_release()}});
  auto wire = server.wire();
  wire.send(support::to_text({.path = "/api/slow"}));
  EXPECT_TRUE(eventually([&] { return seen_.started == 1; }));
  const auto port = server->port();
  EXPECT_FALSE(server->drain(20ms)) << "it is still running";
  EXPECT_TRUE(eventually([&] { return !support::Wire::connect(port); })) << "no new connections";
  released_.release();
  const auto answer = support::receive_answer(wire);
  ASSERT_TRUE(answer) << answer.error().message;
  EXPECT_EQ(answer->status, 200);
  EXPECT_EQ(answer->header("connection"), "close");
  EXPECT_TRUE(server->drain(10s));
}

TEST_F(Shutdown, LetsARequestThatHasBegunToArriveFinish) {
  TestServer server({{Method::post, "/api/echo", echo}});
  auto wire = server.wire();
  wire.send("POST /api/echo HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\na");
  EXPECT_TRUE(wire.stays_silent(50ms));
  EXPECT_FALSE(server->drain(20ms));
  wire.send("bc");
  EXPECT_EQ(support::receive_answer(wire)->json().at("body"), "abc");
  EXPECT_TRUE(server->drain(10s));
}

TEST_F(Shutdown, LetsAStreamFinish) {
  TestServer server({{Method::get, "/s", [this](const Request&) -> Result<Reply> {
                        return Stream{[this](EventSink& sink) {
                          sink.send({{"type", "start"}});
                          ++seen_.started;
                          released_.acquire();
                          sink.send({{"type", "done"}});
                        }};
                      }}});
  auto wire = server.wire();
  wire.send(support::to_text({.path = "/s"}));
  EXPECT_TRUE(eventually([&] { return seen_.started == 1; }));
  EXPECT_FALSE(server->drain(20ms));
  released_.release();
  const auto head = support::receive_head(wire);
  EXPECT_EQ(support::EventReader(wire, *head).rest()->back().name, "done");
  EXPECT_TRUE(server->drain(10s));
}

TEST_F(Shutdown, CancelsWhatIsStillRunningInTheEnd) {
  TestServer server({{Method::get, "/api/wait", wait_for_cancel(seen_)}});
  auto wire = server.wire();
  wire.send(support::to_text({.path = "/api/wait"}));
  EXPECT_TRUE(eventually([&] { return seen_.started == 1; }));
  EXPECT_FALSE(server->drain(20ms));
  server.destroy();
  EXPECT_EQ(seen_.cancelled, 1) << "the server ends after its handlers";
  EXPECT_EQ(wire.receive_all(), "");
}

TEST_F(Shutdown, FreesAProducerHeldByASlowClient) {
  TestServer server({{Method::get, "/s", [this](const Request&) -> Result<Reply> {
                        return Stream{[this](EventSink& sink) {
                          while (sink.send({{"type", std::string(10'000, 'x')}})) ++seen_.sent;
                          ++seen_.cancelled;
                        }};
                      }}});
  auto wire = support::Wire::connect(server->port(), {.receive_buffer = 4096});
  wire->send(support::to_text({.path = "/s"}));
  EXPECT_TRUE(eventually([&] { return seen_.sent > 10; }));
  server.destroy();
  EXPECT_EQ(seen_.cancelled, 1);
}

}  // namespace
}  // namespace hfi::server

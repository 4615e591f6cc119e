// Events: their order, that they come at once, what slow and leaving clients do to them.

#include "server/http/test_server.h"
#include "support/event_reader.h"

namespace hfi::server {
namespace {

using namespace std::chrono_literals;

json::Object token(int index, const std::string& text = "") {
  return {{"type", "token"}, {"index", index}, {"text", text}};
}

// Sends `count` events of `bytes` each.
Handler stream_tokens(Seen& seen, int count, std::size_t bytes = 0) {
  return [&seen, count, bytes](const Request&) -> Result<Reply> {
    ++seen.started;
    return Stream{[&seen, count, bytes](EventSink& sink) {
      for (int i = 0; i < count; ++i) {
        if (!sink.send(token(i, std::string(bytes, 'x')))) {
          ++seen.cancelled;
          return;
        }
        ++seen.sent;
      }
      sink.send({{"type", "done"}});
    }};
  };
}

class Streaming : public testing::Test {
 protected:
  static support::Wire open(const TestServer& server, const std::string& path = "/s") {
    auto wire = server.wire();
    wire.send(support::to_text({.path = path, .headers = {{"x-request-id", "job"}}}));
    return wire;
  }

  Seen seen_;
};

TEST_F(Streaming, DeliversEveryEventInOrderAndKeepsTheConnection) {
  TestServer server({{Method::get, "/s", stream_tokens(seen_, 500)}});
  auto wire = open(server);
  for (int round = 0; round < 2; ++round) {
    const auto head = support::receive_head(wire);
    ASSERT_TRUE(head) << head.error().message;
    EXPECT_EQ(head->status, 200);
    EXPECT_EQ(head->header("content-type"), "text/event-stream");
    EXPECT_EQ(head->header("cache-control"), "no-cache");
    EXPECT_EQ(head->header("x-request-id"), "job");
    const auto events = support::EventReader(wire, *head).rest();
    ASSERT_TRUE(events) << events.error().message;
    ASSERT_EQ(events->size(), 501U);
    for (int i = 0; i < 500; ++i) {
      const auto& event = (*events)[static_cast<std::size_t>(i)];
      EXPECT_EQ(event.name, "token");
      EXPECT_EQ(event.id, "job");
      EXPECT_EQ(event.json(), token(i));
    }
    EXPECT_EQ(events->back().name, "done");
    wire.send(support::to_text({.path = "/s", .headers = {{"x-request-id", "job"}}}));
  }
}

TEST_F(Streaming, DeliversEachEventAtOnce) {
  std::binary_semaphore received(0);
  TestServer server({{Method::get, "/s", [&](const Request&) -> Result<Reply> {
                        return Stream{[&](EventSink& sink) {
                          // goes on only when the client has what was sent
                          for (int i = 0; i < 20; ++i) {
                            received.acquire();
                            sink.send(token(i));
                          }
                        }};
                      }}});
  auto wire = open(server);
  const auto head = support::receive_head(wire);
  ASSERT_TRUE(head) << "the head comes before the first event: " << head.error().message;
  support::EventReader events(wire, *head);
  for (int i = 0; i < 20; ++i) {
    received.release();
    const auto event = events.next();
    ASSERT_TRUE(event && *event);
    EXPECT_EQ((*event)->json(), token(i));
  }
}

TEST_F(Streaming, HoldsTheProducerWhileTheClientDoesNotRead) {
  TestServer server({{Method::get, "/s", stream_tokens(seen_, 2000, 10'000)}},
                    {.limits = {.stream_bytes = 50'000}});
  auto wire = support::Wire::connect(server->port(), {.receive_buffer = 4096});
  wire->send(support::to_text({.path = "/s"}));
  EXPECT_TRUE(eventually([&] { return seen_.sent > 0; }));
  // until the buffers of both systems are full
  auto before = -1;
  EXPECT_TRUE(eventually([&] {
    const bool still = seen_.sent == std::exchange(before, seen_.sent);
    std::this_thread::sleep_for(100ms);
    return still;
  }));
  EXPECT_LT(seen_.sent, 2000);
  const auto head = support::receive_head(*wire);
  const auto events = support::EventReader(*wire, *head).rest();
  ASSERT_TRUE(events) << events.error().message;
  EXPECT_EQ(events->size(), 2001U) << "nothing was lost";
}

TEST_F(Streaming, FreesAHeldProducerWhenTheClientLeaves) {
  TestServer server({{Method::get, "/s", stream_tokens(seen_, 100'000, 10'000)}});
  auto wire = support::Wire::connect(server->port(), {.receive_buffer = 4096});
  wire->send(support::to_text({.path = "/s"}));
  EXPECT_TRUE(eventually([&] { return seen_.sent > 10; }));
  wire->reset();
  EXPECT_TRUE(eventually([&] { return seen_.cancelled == 1; }));
}

TEST_F(Streaming, CutsOffAClientThatStopsReading) {
  TestServer server({{Method::get, "/s", stream_tokens(seen_, 100'000, 10'000)}},
                    {.limits = {.transfer_grace = 100ms}});
  auto wire = support::Wire::connect(server->port(), {.receive_buffer = 4096});
  wire->send(support::to_text({.path = "/s"}));
  EXPECT_TRUE(eventually([&] { return seen_.cancelled == 1; }));
}

TEST_F(Streaming, TellsAQuietProducerThatTheClientHasGone) {
  TestServer server({{Method::get, "/s", [&](const Request& request) -> Result<Reply> {
                        return Stream{[&](EventSink& sink) {
                          sink.send(token(0));
                          std::binary_semaphore stopped(0);
                          const std::stop_callback gone(sink.gone(), [&] { stopped.release(); });
                          stopped.acquire();
                          EXPECT_TRUE(request.cancelled.stop_requested());
                          EXPECT_FALSE(sink.send(token(1)));
                          ++seen_.cancelled;
                        }};
                      }}});
  auto wire = open(server);
  EXPECT_TRUE(wire.receive_until("data: "));
  wire.close();
  EXPECT_TRUE(eventually([&] { return seen_.cancelled == 1; }));
}

TEST_F(Streaming, PingsWhileThereIsNothingToSay) {
  std::binary_semaphore go_on(0);
  TestServer server({{Method::get, "/s",
                      [&](const Request&) -> Result<Reply> {
                        return Stream{[&](EventSink& sink) {
                          go_on.acquire();
                          sink.send(token(0));
                        }};
                      }}},
                    {.limits = {.ping_interval = 30ms}});
  auto wire = open(server);
  const auto head = support::receive_head(wire);
  ASSERT_TRUE(head) << head.error().message;
  EXPECT_TRUE(wire.receive_until(": ping\n\n"));
  EXPECT_TRUE(wire.receive_until(": ping\n\n"));
  go_on.release();
  EXPECT_TRUE(wire.receive_until("\"index\":0"));
}

TEST_F(Streaming, FailsAsAnHttpErrorBeforeItBegins) {
  TestServer server({{Method::get, "/s", [](const Request&) -> Result<Reply> {
                        return fail(ErrorCode::device_unsupported, "device: no cuda here");
                      }}});
  const auto answer = server.client().get("/s");
  EXPECT_EQ(answer->status, 400);
  EXPECT_EQ(answer->error_code(), "device_unsupported");
}

TEST_F(Streaming, EndsWithAnErrorEventWhenTheProducerThrows) {
  TestServer server({{Method::get, "/s", [](const Request&) -> Result<Reply> {
                        return Stream{[](EventSink& sink) {
                          sink.send(token(0));
                          throw std::runtime_error("secret");
                        }};
                      }}});
  auto wire = open(server);
  const auto head = support::receive_head(wire);
  const auto events = support::EventReader(wire, *head).rest();
  ASSERT_EQ(events->size(), 2U);
  EXPECT_EQ(events->back().name, "error");
  EXPECT_EQ(events->back().json().at("code"), "internal_error");
  EXPECT_EQ(events->back().json().at("correlation_id"), "job");
  EXPECT_EQ(events->back().data.find("secret"), std::string::npos);
}

TEST_F(Streaming, NeedsAWorker) {
  TestServer server({{Method::get, "/s", stream_tokens(seen_, 1), Run::on_io_thread}});
  EXPECT_EQ(server.client().get("/s")->error_code(), "internal_error");
}

TEST_F(Streaming, SendsOnlyTheHeadToHead) {
  TestServer server({{Method::get, "/s", stream_tokens(seen_, 1)}});
  auto client = server.client();
  const auto answer = client.ask({.method = "HEAD", .path = "/s"});
  ASSERT_TRUE(answer) << answer.error().message;
  EXPECT_EQ(answer->header("content-type"), "text/event-stream");
  EXPECT_EQ(seen_.sent, 0);
  EXPECT_EQ(client.ask({.method = "HEAD", .path = "/s"})->status, 200);
}

TEST_F(Streaming, EndsByClosingForHttp10) {
  TestServer server({{Method::get, "/s", stream_tokens(seen_, 3)}});
  auto wire = server.wire();
  wire.send("GET /s HTTP/1.0\r\nconnection: keep-alive\r\n\r\n");
  const auto head = support::receive_head(wire);
  ASSERT_TRUE(head) << head.error().message;
  EXPECT_EQ(head->header("transfer-encoding"), "");
  EXPECT_EQ(head->header("connection"), "close");
  EXPECT_EQ(support::EventReader(wire, *head).rest()->size(), 4U);
}

}  // namespace
}  // namespace hfi::server

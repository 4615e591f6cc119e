// Between connections and workers: queues, cancelling, pipelining.

#include "server/http/test_server.h"

namespace hfi::server {
namespace {

using namespace std::chrono_literals;

class Workers : public testing::Test {
 protected:
  std::vector<Route> routes() {
    return {{Method::get, "/api/echo", echo},
            {Method::post, "/api/echo", echo},
            {Method::post, "/api/inline", echo, Run::on_io_thread},
            {Method::get, "/api/wait", wait_for_cancel(seen_)}};
  }
  static std::string ask(const std::string& path) { return support::to_text({.path = path}); }

  Seen seen_;
};

TEST_F(Workers, StopWhenTheClientCloses) {
  TestServer server(routes());
  auto wire = server.wire();
  wire.send(ask("/api/wait"));
  EXPECT_TRUE(eventually([&] { return seen_.started == 1; }));
  wire.close();
  EXPECT_TRUE(eventually([&] { return seen_.cancelled == 1; }));
}

TEST_F(Workers, StopWhenTheConnectionIsReset) {
  TestServer server(routes());
  auto wire = server.wire();
  wire.send(ask("/api/wait"));
  EXPECT_TRUE(eventually([&] { return seen_.started == 1; }));
  wire.reset();
  EXPECT_TRUE(eventually([&] { return seen_.cancelled == 1; }));
}

TEST_F(Workers, StopForTheirOwnClientOnly) {
  TestServer server(routes());
  auto leaves = server.wire();
  auto stays = server.wire();
  leaves.send(ask("/api/wait"));
  stays.send(ask("/api/wait"));
  EXPECT_TRUE(eventually([&] { return seen_.started == 2; }));
  leaves.close();
  EXPECT_TRUE(eventually([&] { return seen_.cancelled == 1; }));
  EXPECT_TRUE(stays.stays_silent(50ms));
  EXPECT_EQ(seen_.cancelled, 1);
}

TEST_F(Workers, StillAnswerAClientThatOnlyStoppedSending) {
  TestServer server(routes());
  auto wire = server.wire();
  wire.send(ask("/api/wait"));
  wire.half_close();
  const auto answer = support::receive_answer(wire);
  ASSERT_TRUE(answer) << answer.error().message;
  EXPECT_EQ(answer->error_code(), "cancelled");
}

TEST_F(Workers, DoNotStartForAClientThatLeftWhileItWaited) {
  TestServer server(routes(), {}, std::make_unique<TestPool>(1));
  auto first = server.wire();
  first.send(ask("/api/wait"));
  EXPECT_TRUE(eventually([&] { return seen_.started == 1; }));
  auto second = server.wire();
  second.send(ask("/api/wait"));
  second.half_close();
  EXPECT_TRUE(second.stays_silent(50ms)) << "it waits for the one worker";
  first.close();
  EXPECT_EQ(support::receive_answer(second)->error_code(), "cancelled");
  EXPECT_EQ(seen_.started, 1);
}

TEST_F(Workers, AreProtectedByTheQueuesBound) {
  TestServer server(routes(), {}, std::make_unique<TestPool>(1, 1));
  auto running = server.wire();
  running.send(ask("/api/wait"));
  EXPECT_TRUE(eventually([&] { return seen_.started == 1; }));
  auto queued = server.wire();
  queued.send(ask("/api/echo"));
  EXPECT_TRUE(queued.stays_silent(50ms));
  auto client = server.client();
  const auto refused = client.get("/api/echo");
  EXPECT_EQ(refused->status, 429);
  EXPECT_EQ(refused->error_code(), "overloaded");
  EXPECT_EQ(refused->header("retry-after"), "1");
  EXPECT_EQ(client.post("/api/inline", nullptr)->status, 200) << "trivial answers need no worker";
  running.close();
  EXPECT_EQ(support::receive_answer(queued)->status, 200);
  EXPECT_EQ(client.get("/api/echo")->status, 200);
}

TEST_F(Workers, ThatDropARequestAnswerItAllTheSame) {
  TestServer server(routes(), {}, std::make_unique<TestPool>(1));
  auto running = server.wire();
  running.send(ask("/api/wait"));
  EXPECT_TRUE(eventually([&] { return seen_.started == 1; }));
  auto queued = server.wire();
  queued.send(ask("/api/echo"));
  EXPECT_TRUE(queued.stays_silent(50ms));
  running.close();
  std::jthread stopping([&] { server.pool().stop(); });
  const auto answer = support::receive_answer(queued);
  ASSERT_TRUE(answer) << answer.error().message;
  // the worker may have taken it just before it was told to stop
  EXPECT_TRUE(answer->error_code() == "shutting_down" || answer->status == 200) << answer->body;
}

TEST_F(Workers, AnswerPipelinedRequestsInOrder) {
  TestServer server(routes());
  auto wire = server.wire();
  std::string all;
  for (int i = 0; i < 20; ++i)
    all += support::to_text({.method = "POST",
                             .path = i % 3 == 0 ? "/api/inline" : "/api/echo",
                             .body = "body " + std::to_string(i)});
  wire.send(all);
  for (int i = 0; i < 20; ++i) {
    const auto answer = support::receive_answer(wire);
    ASSERT_TRUE(answer) << answer.error().message;
    EXPECT_EQ(answer->json().at("body").as_string(), "body " + std::to_string(i));
  }
}

TEST_F(Workers, KeepWhatArrivesWhileTheyWork) {
  TestServer server(routes(), {}, std::make_unique<TestPool>(1));
  auto blocker = server.wire();
  blocker.send(ask("/api/wait"));
  EXPECT_TRUE(eventually([&] { return seen_.started == 1; }));
  auto wire = server.wire();
  wire.send(ask("/api/echo"));
  EXPECT_TRUE(wire.stays_silent(20ms));
  const auto second =
      support::to_text({.method = "POST", .path = "/api/echo", .body = std::string(300'000, 'b')});
  std::jthread sender([&] { wire.send(second); });
  EXPECT_TRUE(wire.stays_silent(20ms));
  blocker.close();
  EXPECT_EQ(support::receive_answer(wire)->status, 200);
  EXPECT_EQ(support::receive_answer(wire)->json().at("body").as_string().size(), 300'000U);
}

}  // namespace
}  // namespace hfi::server

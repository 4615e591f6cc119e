#include "server/http/server.h"

#include "server/http/test_server.h"

namespace hfi::server {
namespace {

std::vector<Route> routes() {
  return {{Method::post, "/api/echo", echo},
          {Method::get, "/api/echo", echo},
          {Method::post, "/api/inline", echo, Run::on_io_thread},
          {Method::get, "/api/models/{task}/{org}/{name}", echo},
          {Method::get, "/api/fail",
           [](const Request&) -> Result<Reply> {
             return fail(ErrorCode::model_busy, "m: busy", {{"model_id", "m"}});
           }},
          {Method::get, "/api/throw",
           [](const Request&) -> Result<Reply> { throw std::runtime_error("secret"); }},
          {Method::get, "/api/header", [](const Request& request) -> Result<Reply> {
             return Response{.status = 200,
                             .content_type = "text/plain",
                             .headers = {{"x-set", std::string(*request.query_value("v"))}}};
           }}};
}

TEST(Server, AnswersFromAWorkerAndInlineAlike) {
  TestServer server(routes());
  auto client = server.client();
  for (const auto* const path : {"/api/echo", "/api/inline"}) {
    const auto answer = client.post(path, json::Object{{"a", 1}});
    ASSERT_TRUE(answer) << answer.error().message;
    EXPECT_EQ(answer->status, 200);
    EXPECT_EQ(answer->header("content-type"), "application/json");
    EXPECT_EQ(answer->json().at("body"), R"({"a":1})");
  }
  EXPECT_EQ(client.connections_made(), 1) << "the connection is kept";
}

TEST(Server, PassesParametersQueryAndHeaders) {
  TestServer server(routes());
  const auto answer = server.client().ask(
      {.path = "/api/models/fill-mask/a%20b/c%2Fd?x=1+2", .headers = {{"X-Some", " padded "}}});
  ASSERT_TRUE(answer) << answer.error().message;
  const auto json = answer->json();
  EXPECT_EQ(json.at("parameters"),
            (json::Object{{"task", "fill-mask"}, {"org", "a b"}, {"name", "c/d"}}));
  EXPECT_EQ(json.at("query"), (json::Object{{"x", "1 2"}}));
  EXPECT_EQ(json.at("headers").at("X-Some"), "padded");
  EXPECT_EQ(json.at("path"), "/api/models/fill-mask/a%20b/c%2Fd");
}

TEST(Server, GivesEveryAnswerTheRequestsId) {
  TestServer server(routes());
  auto client = server.client();
  for (const auto* const path : {"/api/echo", "/api/fail", "/nothing", "/%zz"}) {
    const auto named = client.ask({.path = path, .headers = {{"X-Request-ID", "job-1"}}});
    ASSERT_TRUE(named) << named.error().message;
    EXPECT_EQ(named->header("x-request-id"), "job-1") << path;
    EXPECT_EQ(named->header("x-content-type-options"), "nosniff") << path;
    const auto fresh = client.ask({.path = path, .headers = {{"X-Request-ID", "not one!"}}});
    EXPECT_EQ(fresh->header("x-request-id").size(), 36U) << path;
  }
}

TEST(Server, TurnsErrorsIntoTheEnvelope) {
  TestServer server(routes());
  auto client = server.client();
  const auto failed = client.get("/api/fail");
  EXPECT_EQ(failed->status, 409);
  EXPECT_EQ(failed->body,
            R"({"error":{"code":"model_busy","message":"m: busy","details":{"model_id":"m"}}})");
  EXPECT_EQ(client.get("/api/nothing")->error_code(), "not_found");
  EXPECT_EQ(client.get("/nothing")->status, 404);
  const auto refused = client.ask({.method = "DELETE", .path = "/api/echo"});
  EXPECT_EQ(refused->status, 405);
  EXPECT_EQ(refused->header("allow"), "GET, HEAD, POST, OPTIONS");
  EXPECT_EQ(refused->error_code(), "method_not_allowed");
  EXPECT_EQ(client.connections_made(), 1);
}

TEST(Server, SurvivesAHandlerThatThrowsAndKeepsItsWordsToItself) {
  TestServer server(routes());
  auto client = server.client();
  const auto answer = client.ask({.path = "/api/throw", .headers = {{"x-request-id", "job-2"}}});
  EXPECT_EQ(answer->status, 500);
  EXPECT_EQ(answer->error_code(), "internal_error");
  EXPECT_EQ(answer->body.find("secret"), std::string::npos);
  EXPECT_NE(answer->body.find("job-2"), std::string::npos);
  EXPECT_EQ(client.get("/api/echo")->status, 200);
}

TEST(Server, LetsNoHandlerSplitItsAnswer) {
  TestServer server({{Method::get, "/", [](const Request&) -> Result<Reply> {
                        return Response{.status = 200,
                                        .content_type = "text/plain",
                                        .headers = {{"x-a", "1\r\nset-cookie: b"}}};
                      }}});
  const auto answer = server.client().get("/");
  EXPECT_EQ(answer->error_code(), "internal_error");
  EXPECT_EQ(answer->header("set-cookie"), "");
}

TEST(Server, AnswersHeadAndOptions) {
  TestServer server(routes());
  auto client = server.client();
  const auto got = client.get("/api/fail");
  const auto head = client.ask({.method = "HEAD", .path = "/api/fail"});
  EXPECT_EQ(head->status, got->status);
  EXPECT_EQ(head->header("content-length"), got->header("content-length"));
  const auto options = client.ask({.method = "OPTIONS", .path = "/api/echo"});
  EXPECT_EQ(options->status, 204);
  EXPECT_EQ(options->header("allow"), "GET, HEAD, POST, OPTIONS");
  EXPECT_EQ(client.ask({.method = "OPTIONS", .path = "*"})->status, 204);
  EXPECT_EQ(client.get("/api/echo")->status, 200) << "nothing is left of a body";
  EXPECT_EQ(client.connections_made(), 1);
}

TEST(Server, SpeaksHttp10) {
  TestServer server(routes());
  auto wire = server.wire();
  wire.send("GET /api/echo HTTP/1.0\r\nconnection: keep-alive\r\n\r\n");
  const auto kept = support::receive_answer(wire);
  ASSERT_TRUE(kept) << kept.error().message;
  EXPECT_EQ(kept->header("connection"), "keep-alive");
  wire.send("GET /api/echo HTTP/1.0\r\n\r\n");
  const auto closed = support::receive_answer(wire);
  EXPECT_EQ(closed->header("connection"), "close");
  EXPECT_EQ(wire.receive(), "");
}

TEST(Server, FallsBackForPagesOnly) {
  TestServer server(routes(), {.fallback = [](const Request&) -> Result<Reply> {
                      return Response{.status = 200, .content_type = "text/html", .body = "page"};
                    }});
  auto client = server.client();
  EXPECT_EQ(client.get("/anything")->body, "page");
  EXPECT_EQ(client.get("/apiary")->body, "page");
  EXPECT_EQ(client.get("/api/anything")->error_code(), "not_found");
  EXPECT_EQ(client.ask({.method = "PUT", .path = "/api/echo"})->status, 405);
}

TEST(Server, RefusesAnAddressThatIsTaken) {
  TestServer first(routes());
  const auto second = Server::start(routes(), {.port = first->port(), .submit = {}});
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, ErrorCode::invalid_option);
  EXPECT_NE(second.error().message.find(std::to_string(first->port())), std::string::npos);
  EXPECT_FALSE(Server::start(routes(), {.host = "no.such.host.invalid", .port = 0, .submit = {}}));
}

TEST(Server, ListensOnIpv6) {
  TestServer server(routes(), {.host = "::1"});
  EXPECT_EQ(server->url(), "http://[::1]:" + std::to_string(server->port()));
  auto wire = support::Wire::connect(server->port(), {.host = "::1"});
  ASSERT_TRUE(wire) << wire.error().message;
  wire->send(support::to_text({.path = "/api/echo"}));
  EXPECT_EQ(support::receive_answer(*wire)->status, 200);
}

TEST(Server, AnswersManyClientsOnSeveralIoThreads) {
  TestServer server(routes(), {.io_threads = 3});
  std::atomic<int> right = 0;
  {
    std::vector<std::jthread> clients;
    for (int c = 0; c < 8; ++c)
      clients.emplace_back([&, c] {
        auto client = server.client();
        for (int i = 0; i < 25; ++i) {
          const auto text = std::to_string(c * 1000 + i);
          const auto answer = client.ask(
              {.method = "POST", .path = i % 2 == 0 ? "/api/echo" : "/api/inline", .body = text});
          right += answer && answer->json().at("body").as_string() == text ? 1 : 0;
        }
      });
  }
  EXPECT_EQ(right, 200);
}

TEST(Server, SendsAndReceivesBodiesOfManyBuffers) {
  TestServer server(routes());
  std::string body(3 << 20, 'x');
  for (std::size_t i = 0; i < body.size(); i += 101) body[i] = static_cast<char>('a' + i % 26);
  const auto answer = server.client().ask({.method = "POST", .path = "/api/echo", .body = body});
  ASSERT_TRUE(answer) << answer.error().message;
  EXPECT_EQ(answer->json().at("body").as_string(), body);
}

}  // namespace
}  // namespace hfi::server

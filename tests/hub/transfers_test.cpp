// The HTTP client against a Hub on this machine.
#include <gtest/gtest.h>

#include <thread>

#include "fakes/fake_hub.h"
#include "fakes/temporary_folder.h"
#include "fakes/tls_server.h"
#include "hub/send.h"

namespace hfi::hub {
namespace {

using fakes::FakeHub;
using namespace std::chrono_literals;

std::vector<fakes::HubRepository> one_model() {
  return {
      {.id = "org/name",
       .files = {
           {.path = "config.json", .content = "{}"},
           {.path = "model.safetensors", .content = std::string(100'000, 'w'), .large = true}}}};
}

Send sender(const Network& network, const SendLimits& limits) {
  return one_by_one(*network_send_all(network, limits));
}

Result<HttpResponse> get(const FakeHub& hub, const std::string& path, HttpRequest request = {},
                         SendLimits limits = {}) {
  request.url = hub.url() + path;
  return sender({}, limits)(request, {});
}

TEST(Transfers, FollowARelativeRedirectWithTheToken) {
  auto models = one_model();
  models.push_back({.id = "org/old", .renamed_to = "org/name"});
  FakeHub hub(std::move(models));
  const auto response = get(hub, "/org/old/resolve/main/config.json", {.bearer = "hf_secret"});
  ASSERT_TRUE(response) << response.error().message;
  EXPECT_EQ(response->head.status, 200);
  EXPECT_EQ(response->body, "{}");
  for (const auto& request : hub.requests()) EXPECT_EQ(request.authorization, "Bearer hf_secret");
}

TEST(Transfers, DropTheTokenWhenTheHostChanges) {
  FakeHub hub(one_model());
  const auto response =
      get(hub, "/org/name/resolve/main/model.safetensors", {.bearer = "hf_secret"});
  ASSERT_TRUE(response) << response.error().message;
  EXPECT_EQ(response->body.size(), 100'000U);
  const auto requests = hub.requests();
  ASSERT_EQ(requests.size(), 2U);
  EXPECT_EQ(requests[0].authorization, "Bearer hf_secret");
  EXPECT_EQ(requests[1].authorization, "");
  EXPECT_NE(requests[1].host, requests[0].host);
}

TEST(Transfers, SayWhatCouldNotBeReached) {
  const auto response = sender({}, {})({.url = "http://127.0.0.1:1/api?secret"}, {});
  ASSERT_FALSE(response);
  EXPECT_EQ(response.error().code, ErrorCode::hub_unreachable);
  EXPECT_TRUE(response.error().message.starts_with("http://127.0.0.1:1/api: "))
      << response.error().message;
  EXPECT_EQ(response.error().message.find("secret"), std::string::npos);
}

TEST(Transfers, GoThroughTheProxyAndNameItWhenItFails) {
  FakeHub proxy(one_model());
  const Network through{.http_proxy = proxy.url()};
  const auto response =
      sender(through, {})({.url = "http://hub.invalid/org/name/resolve/main/config.json"}, {});
  ASSERT_TRUE(response) << response.error().message;
  EXPECT_EQ(response->body, "{}");
  EXPECT_EQ(proxy.requests().at(0).host, "hub.invalid");

  const auto refused =
      sender({.http_proxy = "http://u:secret@127.0.0.1:1"}, {})({.url = "http://hub.invalid/"}, {});
  EXPECT_NE(refused.error().message.find("http://127.0.0.1:1"), std::string::npos)
      << refused.error().message;
  EXPECT_EQ(refused.error().message.find("secret"), std::string::npos) << refused.error().message;

  const Network around{.http_proxy = "http://127.0.0.1:1", .no_proxy = "127.0.0.1"};
  EXPECT_TRUE(sender(around, {})({.url = proxy.url() + "/api/models"}, {}));
}

TEST(Transfers, TrustTheCertificateThatIsNamedAndNoOther) {
  fakes::TemporaryFolder folder;
  const auto certificate = folder.path() / "company.pem";
  fakes::TlsServer server(certificate);
  const auto stranger = sender({}, {})({.url = server.url()}, {});
  ASSERT_FALSE(stranger);
  EXPECT_EQ(stranger.error().code, ErrorCode::hub_unreachable);
  EXPECT_NE(stranger.error().message.find("SSL_CERT_FILE"), std::string::npos)
      << stranger.error().message;

  for (const auto* name : {"SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"}) {
    const auto network = network_of({{name, certificate.string()}});
    const auto trusted = sender(*network, {})({.url = server.url()}, {});
    ASSERT_TRUE(trusted) << trusted.error().message;
    EXPECT_EQ(trusted->body, "secret");
  }
}

TEST(Transfers, EndAtTheirDeadlines) {
  FakeHub hub(one_model());
  hub.add({.target = "config", .times = 1, .change = [](auto& reply) { reply.silent = true; }});
  const auto silent =
      get(hub, "/org/name/resolve/main/config.json", {}, {.deadlines = {.total = 300ms}});
  ASSERT_FALSE(silent);
  EXPECT_EQ(silent.error().code, ErrorCode::hub_unreachable);

  hub.add({.target = "repos", .times = 1, .change = [](auto& reply) { reply.drip = 10; }});
  const auto started = std::chrono::steady_clock::now();
  const auto slow = get(hub, "/org/name/resolve/main/model.safetensors", {},
                        {.deadlines = {.idle = 1s, .total = 20s}});
  ASSERT_FALSE(slow);
  EXPECT_EQ(slow.error().code, ErrorCode::hub_unreachable);
  EXPECT_LT(std::chrono::steady_clock::now() - started, 10s);
}

TEST(Transfers, StopAtOnceWhenAsked) {
  FakeHub hub(one_model());
  hub.add({.target = "config", .times = 1, .change = [](auto& reply) { reply.silent = true; }});
  std::stop_source stop;
  const std::jthread stopper([&] {
    std::this_thread::sleep_for(100ms);
    stop.request_stop();
  });
  const auto started = std::chrono::steady_clock::now();
  const auto response =
      sender({}, {})({.url = hub.url() + "/org/name/resolve/main/config.json"}, stop.get_token());
  EXPECT_EQ(response.error().code, ErrorCode::cancelled);
  EXPECT_LT(std::chrono::steady_clock::now() - started, 900ms);
}

TEST(Transfers, RefuseAnswersThatAreTooLarge) {
  FakeHub hub(one_model());
  const auto response =
      get(hub, "/org/name/resolve/main/model.safetensors", {}, {.largest_body = 99'999});
  EXPECT_EQ(response.error().code, ErrorCode::hub_invalid);
}

TEST(Transfers, ReportACutAnswer) {
  FakeHub hub(one_model());
  hub.add(fakes::cut_after("repos", 1000));
  const auto response = get(hub, "/org/name/resolve/main/model.safetensors");
  EXPECT_EQ(response.error().code, ErrorCode::hub_unreachable);
}

TEST(Transfers, RefuseEndlessAndStrangeRedirects) {
  FakeHub hub({{.id = "a/a", .renamed_to = "b/b"}, {.id = "b/b", .renamed_to = "a/a"}});
  EXPECT_EQ(get(hub, "/api/models/a/a").error().code, ErrorCode::hub_invalid);
  EXPECT_LT(hub.requests().size(), 10U);
  hub.add(fakes::with_status("/api/models/a/a", 302, {{"Location", "file:///etc/passwd"}}));
  EXPECT_EQ(get(hub, "/api/models/a/a").error().code, ErrorCode::hub_invalid);
}

TEST(Transfers, RunSideBySide) {
  FakeHub hub(one_model());
  hub.add({.target = "config", .times = -1, .change = [](auto& reply) {
             reply.drip = 1;
           }});  // 200 ms each
  auto transfers = Transfers::open({});
  ASSERT_TRUE(transfers);
  std::size_t bytes = 0;
  for (int i = 0; i < 8; ++i)
    transfers->start({.url = hub.url() + "/org/name/resolve/main/config.json"}, {},
                     {.on_body = [&](std::string_view body) -> Result<void> {
                       bytes += body.size();
                       return {};
                     }});
  const auto started = std::chrono::steady_clock::now();
  for (std::size_t finished = 0; finished < 8;) finished += transfers->advance(1s, {}).size();
  EXPECT_EQ(bytes, 16U);
  EXPECT_LT(std::chrono::steady_clock::now() - started, 1s);
}

TEST(Offline, AsksNobody) {
  const auto response = one_by_one(offline_send_all())({.url = "http://127.0.0.1:1/"}, {});
  EXPECT_EQ(response.error().code, ErrorCode::hub_offline);
}

}  // namespace
}  // namespace hfi::hub

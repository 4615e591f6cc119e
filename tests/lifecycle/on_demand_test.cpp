// A model that is not on the disk is downloaded by whoever asks for it.

#include <gtest/gtest.h>

#include <future>

#include "lifecycle/event_listener.h"
#include "lifecycle/hub_server.h"

namespace hfi::lifecycle {
namespace {

using namespace std::chrono_literals;

fakes::HubRepository bert(const std::string& as = "bert") {
  return golden_repository("bert-text-classification", as);
}

// Content of that name comes in pieces until the fault is spent.
fakes::HubFault slow(const std::string& target) {
  return {.target = target, .times = -1, .change = [](fakes::HubReply& reply) {
            reply.drip = 2'000;
            reply.drip_every = 50ms;
          }};
}

std::uint64_t bytes_of(const fakes::HubRepository& repository) {
  std::uint64_t bytes = 0;
  for (const auto& file : repository.files) bytes += file.content.size();
  return bytes;
}

TEST(OnDemand, APlainRequestWaitsForItsModel) {
  HubServer server({bert()});
  const auto answer = server.classify("golden/bert");
  ASSERT_EQ(answer.status, 200) << answer.body;
  EXPECT_EQ(answer.json().at("result").at("metadata").at("revision"),
            json::Value(fakes::git_sha1_of("bert")));
  EXPECT_EQ(server.hub().requests_to("onnx"), 0U) << "the same weights twice";
  const auto asked = server.hub().requests().size();
  EXPECT_EQ(server.classify("golden/bert").status, 200);
  EXPECT_EQ(server.hub().requests().size(), asked);
}

TEST(OnDemand, ManyWhoAskAtOnceShareOneDownload) {
  HubServer server({bert()});
  std::vector<std::future<int>> answers;
  for (int i = 0; i < 6; ++i)
    answers.push_back(std::async(std::launch::async, [&server] {
      support::HttpClient client(server.process().port());
      return client.post("/api/inference", classification("golden/bert"))->status;
    }));
  for (auto& answer : answers) EXPECT_EQ(answer.get(), 200);
  EXPECT_LE(server.hub().content_bytes_sent(), bytes_of(bert()) * 11 / 10);
}

TEST(OnDemand, AStreamTellsOfTheDownload) {
  HubServer server({bert()});
  server.hub().add(slow("/repos/"));
  EventListener stream(server.process().port(), stream_of(classification("golden/bert")));
  std::string stages;
  std::int64_t done = 0;
  for (const auto& event : stream.rest()) {
    const auto data = event.json();
    if (event.name == "status") {
      const std::string stage(data.at("stage").as_string());
      if (!stages.ends_with(stage + " ")) stages += stage + " ";
      if (stage != "downloading") continue;
      EXPECT_GE(data.at("bytes_done").to_number<std::int64_t>(), done);
      done = data.at("bytes_done").to_number<std::int64_t>();
      EXPECT_LE(done, data.at("bytes_total").to_number<std::int64_t>());
    } else {
      stages += event.name + " ";
    }
  }
  EXPECT_NE(stages.find("downloading"), std::string::npos) << stages;
  EXPECT_TRUE(stages.ends_with("start done ")) << stages;
  EXPECT_GT(done, 1000);
}

TEST(OnDemand, ADeadlineEndsTheWaitingAndNotTheDownload) {
  HubServer server({bert()});
  server.hub().add(slow("/repos/"));
  const auto answer = server.classify("golden/bert", "?load_timeout_s=0");
  EXPECT_EQ(answer.error_code(), "timeout") << answer.body;
  EXPECT_EQ(server.classify("golden/bert").status, 200);
  EXPECT_LE(server.hub().content_bytes_sent(), bytes_of(bert()) * 11 / 10);
}

TEST(OnDemand, AClientThatLeavesEndsItsDownloadAndTheBytesStay) {
  HubServer server({bert()});
  server.hub().add(slow("/repos/"));
  EventListener events(server.process().port(), follow());
  {
    EventListener stream(server.process().port(), stream_of(classification("golden/bert")));
    (void)stream.until([](const auto& event) {
      const auto* done = event.as_object().if_contains("bytes_done");
      return done != nullptr && done->template to_number<std::int64_t>() > 10'000;
    });
    stream.leave();
  }
  (void)events.until([](const auto& event) {
    return event.at("type") == json::Value("model") && event.at("state") == json::Value("failed");
  });
  EXPECT_EQ(server.classify("golden/bert").status, 200);
  EXPECT_LE(server.hub().content_bytes_sent(), bytes_of(bert()) * 11 / 10);
}

TEST(OnDemand, OnlyTheVariantThatIsAskedForIsDownloaded) {
  HubServer server({bert()});
  auto request = classification("golden/bert");
  request["options"] = {{"source", "onnx"}};
  const auto answer = server.post("/api/inference", request);
  ASSERT_EQ(answer.status, 200) << answer.body;
  EXPECT_EQ(answer.json().at("result").at("metadata").at("source"), json::Value("onnx"));
  EXPECT_EQ(server.hub().requests_to("model.safetensors"), 0U);
  EXPECT_EQ(server.classify("golden/bert").status, 200);  // the files that are here will do
  EXPECT_EQ(server.hub().requests_to("model.safetensors"), 0U);
}

TEST(OnDemand, IsRefusedBeforeTheDownloadWhenItCanNeverRun) {
  auto alien = bert("alien");
  for (auto& file : alien.files)
    if (file.path == "config.json") file.content = R"({"model_type": "alien"})";
  std::erase_if(alien.files, [](const auto& file) { return file.path.starts_with("onnx"); });
  HubServer server({bert(), alien}, {"--memory-budget", "1000"});
  const auto large = server.classify("golden/bert");
  EXPECT_EQ(large.error_code(), "insufficient_memory") << large.body;
  const auto unknown = server.classify("golden/alien");
  EXPECT_EQ(unknown.error_code(), "model_unsupported") << unknown.body;
  EXPECT_EQ(unknown.json().at("error").at("details").at("obstacles").at(0).at("code"),
            json::Value("architecture_not_supported"));
  EXPECT_EQ(server.hub().requests_to("model.safetensors"), 0U);
}

TEST(OnDemand, OfflineSaysWhatIsNotHere) {
  HubServer server({bert()}, {"--offline"});
  const auto answer = server.classify("golden/bert");
  EXPECT_EQ(answer.error_code(), "model_not_found") << answer.body;
  EXPECT_EQ(server.hub().requests().size(), 0U);
}

}  // namespace
}  // namespace hfi::lifecycle

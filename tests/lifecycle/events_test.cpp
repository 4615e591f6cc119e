// GET /api/events, and the routes whose effects it tells.

#include <gtest/gtest.h>

#include <csignal>

#include "lifecycle/event_listener.h"
#include "lifecycle/hub_server.h"

namespace hfi::lifecycle {
namespace {

using namespace std::chrono_literals;

bool is(const json::Value& event, std::string_view type, std::string_view state) {
  return event.at("type") == json::Value(type) && event.at("state") == json::Value(state);
}

std::int64_t bytes_done(const json::Value& download) {
  return download.at("bytes_done").to_number<std::int64_t>();
}

json::Object bert() { return {{"model_id", "golden/bert"}, {"task", "text-classification"}}; }

json::Object bert_and(const json::Object& more) {
  auto body = bert();
  body.insert(more.begin(), more.end());
  return body;
}

class EventsRoute : public testing::Test {
 protected:
  // Gives its id when some bytes are there. The rest would take minutes.
  std::string begin_slow_download(EventListener& events) {
    server.hub().add({.target = "/repos/", .times = -1, .change = [](fakes::HubReply& reply) {
                        reply.drip = 2'000;
                        reply.drip_every = 50ms;
                      }});
    const auto started = server.post("/api/downloads", bert());
    EXPECT_EQ(started.status, 202) << started.body;
    (void)events.until([](const auto& event) {
      return event.at("type") == json::Value("download") && bytes_done(event) > 10'000;
    });
    return std::string(started.json().at("id").as_string());
  }

  HubServer server{{golden_repository("bert-text-classification", "bert")}};
};

TEST_F(EventsRoute, TellsTheLifeOfAModelWithoutAGap) {
  EventListener events(server.process().port(), follow());
  const auto snapshot = events.next();
  EXPECT_EQ(snapshot.name, "snapshot");
  EXPECT_EQ(server.post("/api/models/load", bert()).status, 202);
  auto seen = events.until([](const auto& event) { return is(event, "model", "ready"); });
  EXPECT_EQ(server.post("/api/models/unload", bert()).status, 200);
  for (auto& event : events.until([](const auto& e) { return is(e, "model", "gone"); }))
    seen.push_back(std::move(event));

  std::string states;
  auto sequence = snapshot.json().at("sequence").to_number<std::int64_t>();
  for (const auto& event : seen) {
    const auto data = event.json();
    EXPECT_EQ(data.at("sequence").to_number<std::int64_t>(), ++sequence);
    EXPECT_EQ(event.id, std::to_string(sequence));
    if (event.name != "model") continue;
    const std::string state(data.at("state").as_string());
    if (!states.ends_with(state + " ")) states += state + " ";
  }
  EXPECT_EQ(states, "queued downloading queued loading ready evicting gone ");
}

TEST_F(EventsRoute, GoesOnWhereAClientWasCutOff) {
  std::string last;
  {
    EventListener events(server.process().port(), follow());
    last = events.next().id;
  }
  EXPECT_EQ(server.post("/api/models/load", bert_and({{"wait", true}})).status, 200);
  EventListener again(server.process().port(), follow(last));
  const auto seen = again.until([](const auto& event) { return is(event, "model", "ready"); });
  EXPECT_EQ(seen.front().id, std::to_string(std::stoi(last) + 1));
  EXPECT_EQ(EventListener(server.process().port(), follow("999999")).next().name, "snapshot");
}

TEST_F(EventsRoute, EndsWithTheProgram) {
  EventListener events(server.process().port(), follow());
  (void)events.next();
  server.process().signal(SIGTERM);
  EXPECT_TRUE(events.rest().empty());
  EXPECT_EQ(server.process().wait(10s).value(), 0);
}

TEST_F(EventsRoute, ADownloadIsPausedAndResumedAndCancelled) {
  EventListener events(server.process().port(), follow());
  const auto path = "/api/downloads/" + begin_slow_download(events);
  EXPECT_EQ(server.post(path + "/pause", {}).status, 200);
  const auto paused =
      events.until([](const auto& event) { return is(event, "download", "paused"); });
  EXPECT_EQ(server.post(path + "/resume", {}).status, 200);
  (void)events.until([&](const auto& event) {
    return is(event, "download", "downloading") &&
           bytes_done(event) > bytes_done(paused.back().json());
  });
  EXPECT_EQ(server.remove(path).status, 200);
  (void)events.until([](const auto& event) { return is(event, "download", "cancelled"); });
  const auto listed = server.get("/api/downloads").json();
  EXPECT_EQ(listed.at("downloads").at(0).at("state"), json::Value("cancelled"));
  EXPECT_EQ(server.remove(path).error_code(), "model_busy");
  EXPECT_EQ(server.post("/api/downloads/none/pause", {}).error_code(), "not_found");
  for (const auto& entry :
       std::filesystem::directory_iterator(server.cache() / "models--golden--bert" / "blobs"))
    EXPECT_NE(entry.path().extension(), ".incomplete") << entry.path();
}

TEST_F(EventsRoute, WhatIsBeingDownloadedIsNotDeleted) {
  EventListener events(server.process().port(), follow());
  const auto id = begin_slow_download(events);
  const auto refused = server.remove("/api/models/local/golden/bert");
  EXPECT_EQ(refused.status, 409);
  EXPECT_EQ(refused.error_code(), "model_busy");
  EXPECT_NE(refused.body.find(id), std::string::npos) << refused.body;
  (void)events.until([](const auto& event) {
    return is(event, "download", "downloading") && bytes_done(event) > 30'000;
  });
  EXPECT_EQ(server.remove("/api/downloads/" + id).status, 200);
}

TEST_F(EventsRoute, BodiesOfRequestsKeepTheirSchema) {
  EXPECT_EQ(server.post("/api/models/load", {{"model_id", "a"}}).error_code(), "invalid_request");
  EXPECT_EQ(server.post("/api/models/load", bert_and({{"keep", 1}})).error_code(),
            "invalid_request");
  EXPECT_EQ(server.post("/api/models/pin", bert()).error_code(), "invalid_request");
  EXPECT_EQ(server.post("/api/models/pin", bert_and({{"pinned", true}})).error_code(),
            "model_not_loaded");
  const json::Object impossible{{"model_id", "golden/bert"}, {"task", "text-to-3d"}};
  EXPECT_EQ(server.post("/api/models/load", impossible).error_code(), "task_not_supported");
}

TEST_F(EventsRoute, APinnedModelSaysSo) {
  const auto loaded = server.post("/api/models/load", bert_and({{"pinned", true}, {"wait", true}}));
  EXPECT_EQ(loaded.status, 200) << loaded.body;
  EXPECT_EQ(loaded.json().at("pinned"), json::Value(true));
  EXPECT_EQ(server.post("/api/models/pin", bert_and({{"pinned", false}})).status, 200);
  EXPECT_EQ(server.get("/api/models/status").json().at("loaded").at(0).at("pinned"),
            json::Value(false));
}

}  // namespace
}  // namespace hfi::lifecycle

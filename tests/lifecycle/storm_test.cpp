// Twelve models on the Hub, memory for four of them, and everybody does everything at once. HFI_STORM_SECONDS makes it longer.

#include <gtest/gtest.h>

#include <cstdlib>
#include <future>
#include <thread>

#include "lifecycle/event_ledger.h"
#include "lifecycle/event_listener.h"
#include "lifecycle/hub_server.h"
#include "lifecycle/storm_client.h"

namespace hfi::lifecycle {
namespace {

using namespace std::chrono_literals;
namespace fs = std::filesystem;

constexpr unsigned clients = 8;

std::chrono::seconds duration() {
  const auto* seconds = std::getenv("HFI_STORM_SECONDS");
  return std::chrono::seconds(seconds == nullptr ? 8 : std::atoi(seconds));
}

json::Object generation(const std::string& id) {
  return {{"model_id", id},
          {"task", "text-generation"},
          {"inputs", {{"text", "Once upon a time"}}},
          {"options", {{"max_new_tokens", 12}}}};
}

std::vector<StormModel> storm_models() {
  std::vector<StormModel> models;
  for (int i = 0; i < 12; ++i) {
    const auto id = "golden/m" + std::to_string(i);
    models.push_back({.id = id, .request = i % 4 == 3 ? generation(id) : classification(id)});
  }
  models.back().downloads_cancelled = true;
  return models;
}

std::vector<fakes::HubRepository> repositories_of(const std::vector<StormModel>& models) {
  std::vector<fakes::HubRepository> all;
  for (const auto& model : models) {
    const auto& task = model.request.at("task");
    all.push_back(golden_repository(
        task == "text-generation" ? "llama-text-generation" : "bert-text-classification",
        model.id.substr(7)));
  }
  return all;
}

class Storm : public testing::Test {
 protected:
  // By the first model of a process, whose bytes it counts among.
  void pay_what_is_taken_once() {
    const auto& first = models.front().request;
    ASSERT_EQ(server.post("/api/inference", first).status, 200);
    const json::Object named{{"model_id", first.at("model_id")}, {"task", first.at("task")}};
    ASSERT_EQ(server.post("/api/models/unload", named).status, 200);
  }

  // One after the other, with all the memory there is: what each answers and takes.
  void ask_in_calm() {
    for (int pass = 0; pass < 2; ++pass) {
      for (auto& model : models) {
        const auto answer = server.post("/api/inference", model.request);
        ASSERT_EQ(answer.status, 200) << answer.body;
        model.answer = answer.json().at("result").at("task_output").as_object();
      }
      const auto status = server.get("/api/models/status").json();
      ASSERT_EQ(status.at("loaded").as_array().size(), models.size());
      std::uint64_t largest = 0;
      for (const auto& row : status.at("loaded").as_array()) {
        largest = std::max(largest, row.at("bytes").to_number<std::uint64_t>());
        ASSERT_EQ(server
                      .post("/api/models/unload",
                            {{"model_id", row.at("model_id")}, {"task", row.at("task")}})
                      .status,
                  200);
      }
      budget = 4 * largest;
    }
    server.restart({"--memory-budget", std::to_string(budget)});
    pay_what_is_taken_once();
  }

  void make_the_hub_slow_and_unreliable() {
    server.hub().add({.target = "/repos/", .times = -1, .change = [](fakes::HubReply& reply) {
                        reply.drip = 16'000;
                        reply.drip_every = 1ms;
                        static int count = 0;  // under the lock of the Hub
                        if (++count % 5 == 0) reply.cut_after = reply.body.size() / 2;
                      }});
  }

  void rage() {
    const auto end = std::chrono::steady_clock::now() + duration();
    std::jthread watcher([&](const std::stop_token& stop) { watch_status(stop); });
    std::vector<std::jthread> threads;
    std::atomic<int> served = 0;
    for (unsigned i = 0; i < clients; ++i)
      threads.emplace_back([&, i] {
        StormClient client(server.process().port(), models, i + 1);
        client.act_until(end);
        served += client.served();
      });
    threads.clear();
    EXPECT_GT(served.load(), 8);
    RecordProperty("served", served.load());
  }

  void watch_status(const std::stop_token& stop) {
    support::HttpClient client(server.process().port(), {.patience = 120s});
    while (!stop.stop_requested()) {
      const auto status = client.get("/api/models/status");
      ASSERT_TRUE(status) << status.error().message;
      ledger.add_status(status->json());
      std::this_thread::sleep_for(5ms);
    }
  }

  // Streams are under way, and a download, when the program is told to end.
  void end_the_program() {
    std::vector<support::Wire> open;
    for (const auto& model : models) {
      open.push_back(support::Wire::connect(server.process().port()).value());
      EXPECT_TRUE(open.back().send(support::to_text(stream_of(model.request))));
    }
    EXPECT_EQ(server.process().terminate(60s).value(), 0) << server.process().errors();
  }

  void expect_whole_blobs() {
    for (const auto& entry : fs::recursive_directory_iterator(server.cache())) {
      const auto name = entry.path().filename().string();
      if (entry.path().parent_path().filename() != "blobs" || name.ends_with(".incomplete") ||
          name.ends_with(".parts"))
        continue;
      const auto content = fakes::content_of(entry.path());
      EXPECT_TRUE(name == fakes::sha256_of(content) || name == fakes::git_sha1_of(content)) << name;
    }
  }

  std::vector<StormModel> models = storm_models();
  HubServer server{repositories_of(models)};
  std::uint64_t budget = 0;
  EventLedger ledger;
};

TEST_F(Storm, ServesWhoStaysNeverExceedsTheBudgetAndLosesNoEvent) {
  ASSERT_NO_FATAL_FAILURE(ask_in_calm());
  make_the_hub_slow_and_unreliable();
  EventListener events(server.process().port(), follow(), {.patience = 120s});
  ledger.add_event(events.next());
  auto follower = std::async(std::launch::async, [&] {
    for (const auto& event : events.rest()) ledger.add_event(event);
  });
  rage();
  StormClient calm(server.process().port(), models, 0);
  for (const auto& model : models) calm.infer(model);
  EXPECT_EQ(calm.served(), 12);
  ledger.add_status(server.get("/api/models/status").json());
  end_the_program();
  follower.get();
  ledger.check(budget);
  expect_whole_blobs();
  EXPECT_GT(ledger.events(), 100U);
  EXPECT_GT(ledger.statuses(), 20U);
}

}  // namespace
}  // namespace hfi::lifecycle

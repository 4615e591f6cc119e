// Clients of a model that generates: first tokens come early, who is killed frees it, and nobody pays for another's mistake.

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <future>

#include "golden/golden_cache.h"
#include "lifecycle/event_listener.h"
#include "lifecycle/hub_server.h"

namespace hfi::lifecycle {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view model = "golden/writer";

// The golden Llama, which may write for long. `words` are those that it can read; it writes any of 500. `layers` like its
// first one.
void write_model(const fs::path& cache, std::int64_t words = 500, std::int64_t layers = 2) {
  const auto golden_model = fs::path(GOLDEN_DIR) / "models" / "llama-text-generation";
  const fakes::TemporaryFolder folder;
  fs::copy(golden_model, folder.path() / "model", fs::copy_options::recursive);
  const auto change = [&](const char* file, const auto& how) {
    auto object = golden::read_object(folder.path() / "model" / file);
    how(object);
    fakes::write_file(folder.path() / "model" / file, json::dump(object));
  };
  change("config.json", [&](json::Object& config) {
    config["max_position_embeddings"] = 200'000;
    config["num_hidden_layers"] = layers;
  });
  change("weights.json", [&](json::Object& weights) {
    auto& tensors = weights.at("tensors").as_object();
    tensors["model.embed_tokens.weight"] = json::Array{words, 32};
    constexpr std::string_view first = "model.layers.0.";
    const json::Object one_layer = tensors;
    for (const auto& [name, shape] : one_layer)
      if (std::string_view(name).starts_with(first))
        for (std::int64_t layer = 1; layer < layers; ++layer)
          tensors["model.layers." + std::to_string(layer) + "." +
                  std::string(std::string_view(name).substr(first.size()))] = shape;
  });
  fs::remove_all(folder.path() / "model" / "onnx");
  const auto snapshot =
      golden::write_cached_model(cache, folder.path() / "model", "golden", "writer");
  auto tokenizer = golden::read_object(snapshot / "tokenizer_config.json");
  tokenizer["model_max_length"] = 200'000;
  fakes::write_file(snapshot / "tokenizer_config.json", json::dump(tokenizer));
}

json::Object request_for(std::int64_t new_tokens, const std::string& text = "Once") {
  return {{"model_id", model},
          {"task", "text-generation"},
          {"inputs", {{"text", text}}},
          {"options", {{"max_new_tokens", new_tokens}, {"min_new_tokens", new_tokens}}}};
}

json::Object row_of(HubServer& server) {
  const auto status = server.get("/api/models/status").json();
  return status.at("loaded").as_array().at(0).as_object();
}

std::int64_t count(const json::Object& row, std::string_view what) {
  return row.at("generation").at(what).as_int64();
}

// Reads a stream until its third token, says so, and does nothing more.
[[noreturn]] void be_a_client(std::uint16_t port, int tell) noexcept {
  EventListener stream(port, stream_of(request_for(100'000)));
  for (int tokens = 0; tokens < 3;)
    if (stream.next().name == "token") ++tokens;
  if (::write(tell, "3", 1) == 1) ::pause();
  ::_exit(1);
}

TEST(Generating, AKilledClientFreesTheModelWithinOneStep) {
  HubServer server({}, {"--offline"});
  write_model(server.cache());
  std::array<int, 2> ends{};
  ASSERT_EQ(::pipe(ends.data()), 0);
  const auto client = ::fork();
  if (client == 0) be_a_client(server.process().port(), ends[1]);
  ::close(ends[1]);
  char told = 0;
  ASSERT_EQ(::read(ends[0], &told, 1), 1);
  EXPECT_EQ(row_of(server).at("in_use").as_int64(), 1);
  EXPECT_GT(row_of(server).at("working_bytes").as_int64(), 0);

  ASSERT_EQ(::kill(client, SIGKILL), 0);
  ASSERT_EQ(::waitpid(client, nullptr, 0), client);
  while (row_of(server).at("in_use").as_int64() > 0) std::this_thread::yield();
  const auto after = row_of(server);
  EXPECT_EQ(count(after, "cancelled"), 1);
  EXPECT_LE(count(after, "rounds_after_cancel"), 1);
  EXPECT_LT(count(after, "tokens"), 100'000);
  EXPECT_EQ(after.at("working_bytes").as_int64(), 0);

  // nothing runs but what is asked for: one round for the prompt, and one for each token but the last
  ASSERT_EQ(server.post("/api/inference", request_for(20)).status, 200);
  const auto last = row_of(server);
  EXPECT_EQ(count(last, "rounds") - count(after, "rounds"), 20);
  EXPECT_EQ(count(last, "tokens") - count(after, "tokens"), 20);
}

// By the clock of the client, who connects first, and by the server's. The model is deep, so that a token costs something.
TEST(Generating, TheFirstTokenOf200ArrivesBeforeAQuarterOfTheTime) {
  HubServer server({}, {"--offline"});
  write_model(server.cache(), 500, 32);
  ASSERT_EQ(server.post("/api/inference", request_for(1)).status, 200);
  const auto start = std::chrono::steady_clock::now();
  EventListener stream(server.process().port(), stream_of(request_for(200)));
  while (stream.next().name != "token") continue;
  const std::chrono::duration<double> first = std::chrono::steady_clock::now() - start;
  const auto done = stream.rest().back().json();
  const std::chrono::duration<double> all = std::chrono::steady_clock::now() - start;
  ASSERT_EQ(done.at("type").as_string(), "done") << json::dump(done);
  ASSERT_EQ(done.at("tokens").as_int64(), 200);
  EXPECT_LT(first / all, 0.25);
  EXPECT_LT(done.at("first_token_latency_ms").as_double() / done.at("runtime_ms").as_double(),
            0.25);
}

// Requests that share steps end as they do alone: with the same answer, or each with its own failure.
TEST(Generating, ARequestThatFailsTakesNobodyWithIt) {
  HubServer server({}, {"--offline"});
  write_model(server.cache(), 490);
  const std::vector<std::string> texts = {"Once", "a",      "The", "x y z",
                                          "film", "Berlin", "no",  "it"};
  const auto outcome = [](const support::Answer& answer) {
    const auto body = answer.json();
    return answer.status == 200 ? json::dump(body.at("result").at("task_output"))
                                : json::dump(body.at("error").at("code"));
  };
  std::vector<std::string> alone;
  std::int64_t failed = 0;
  for (const auto& text : texts) {
    const auto answer = server.post("/api/inference", request_for(24, text));
    if (answer.status != 200) ++failed;
    alone.push_back(outcome(answer));
  }
  EXPECT_GT(failed, 0);
  EXPECT_LT(failed, static_cast<std::int64_t>(texts.size()));
  std::vector<std::future<support::Answer>> answers;
  for (const auto& text : texts)
    answers.push_back(std::async(std::launch::async, [&] {
      support::HttpClient client(server.process().port());
      return client.post("/api/inference", request_for(24, text)).value();
    }));
  for (std::size_t i = 0; i < texts.size(); ++i) EXPECT_EQ(outcome(answers[i].get()), alone[i]);
}

TEST(Generating, WhatCannotFitInMemoryIsRefused) {
  HubServer server({}, {"--offline", "--memory-budget", "16MB"});
  write_model(server.cache());
  const auto answer = server.post("/api/inference", request_for(100'000));
  EXPECT_EQ(answer.status, 507) << answer.body;
  const auto error = answer.json().at("error");
  EXPECT_EQ(error.at("code").as_string(), "insufficient_memory");
  EXPECT_GT(error.at("details").at("working_bytes").as_int64(), 16'000'000);
  EXPECT_EQ(server.post("/api/inference", request_for(20)).status, 200);
}

}  // namespace
}  // namespace hfi::lifecycle

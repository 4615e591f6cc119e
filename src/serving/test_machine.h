#pragma once
// A machine for tests of the registry: every model takes 10 bytes of 30, unless its id begins with "large", or "grows": then 16,
// which only shows when it is open.

#include <atomic>
#include <latch>
#include <thread>

#include "serving/registry.h"

namespace hfi::serving {

inline ModelKey key_named(const std::string& model_id) {
  return {model_id, "fill-mask", "main", "", ""};
}

struct TestMachine {
  std::atomic<int> loads = 0;
  std::atomic<bool> broken = false;
  std::latch* wait_for = nullptr;  // loading waits for it
  std::atomic<std::int64_t> now_s = 0;
  std::atomic<std::int64_t> taken = 0;             // bytes, ever
  std::atomic<bool> downloads_hang = false;        // until they are cancelled
  std::shared_ptr<generation::Decoder> decoder{};  // of every model
  Events events{1'000'000};
  Registry registry;

  explicit TestMachine(KeepAlive keep_alive = {})
      : registry(
            {.fetch = [this](const ModelKey& key, const OnBytes& on_bytes,
                             const std::stop_token& stop) { return fetch(key, on_bytes, stop); },
             .plan = [](const ModelKey& key) { return plan(key); },
             .open = [this](models::Plan ready) { return open(std::move(ready)); }},
            {.memory_budget = 30,
             .clock =
                 [this] {
                   return std::chrono::steady_clock::time_point(std::chrono::seconds(now_s.load()));
                 },
             .keep_alive = keep_alive,
             .measure = [this] { return taken.load(); }},
            events) {}

  Result<void> fetch(const ModelKey& key, const OnBytes& on_bytes, const std::stop_token& stop) {
    if (!key.model_id.starts_with("remote")) return {};
    on_bytes({.done = 1, .total = 2});
    while (downloads_hang && !stop.stop_requested()) std::this_thread::yield();
    if (stop.stop_requested()) return fail(ErrorCode::cancelled, "cancelled");
    on_bytes({.done = 2, .total = 2});
    return {};
  }
  static Result<models::Plan> plan(const ModelKey& key) {
    const std::uint64_t bytes = key.model_id.starts_with("large") ? 1000 : 10;
    return models::Plan{.model = {.repository = {key.model_id, "abc", ""},
                                  .config = graph::Config({}),
                                  .facts = {},
                                  .labels = {}},
                        .networks = {},
                        .bytes = bytes};
  }
  Result<models::Model> open(models::Plan ready) {
    ++loads;
    if (ready.model.repository.id.starts_with("grows")) taken += 16;
    if (wait_for != nullptr) wait_for->wait();
    if (broken) return fail(ErrorCode::model_invalid, "damaged");
    ready.model.decoder = decoder;
    return std::move(ready.model);
  }

  Result<Lease> acquire(const std::string& id, const std::stop_token& stop = {}) {
    return registry.acquire(key_named(id), {.stop = stop});
  }
  // As a request of its own, which is over at the tick of the clock after.
  bool use(const std::string& id) {
    const bool served = acquire(id).has_value();
    ++now_s;
    return served;
  }
  [[nodiscard]] std::string loaded() const {
    std::string ids;
    const auto status = registry.status();
    for (const auto& row : status.at("loaded").as_array())
      ids += std::string(row.at("model_id").as_string()) + " ";
    return ids;
  }
  [[nodiscard]] std::string state_of(const std::string& id) const {
    const auto status = registry.status();
    for (const auto& row : status.at("loaded").as_array())
      if (row.at("model_id") == json::Value(id)) return std::string(row.at("state").as_string());
    return "absent";
  }
  void wait_until(const std::string& id, const std::string& state) const {
    while (state_of(id) != state) std::this_thread::yield();
  }
  // "queued loading ready", of one model, from the first event on.
  [[nodiscard]] std::string story_of(const std::string& id) {
    std::string states;
    const auto all = events.after(0, {});
    for (const auto& event : *all) {
      if (event.data.at("model_id") != json::Value(id)) continue;
      const std::string state(event.data.at("state").as_string());
      if (!states.ends_with(state)) states += (states.empty() ? "" : " ") + state;
    }
    return states;
  }
};

}  // namespace hfi::serving

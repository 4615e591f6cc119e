#pragma once
// One of many who use models at the same time: asks, streams, leaves, loads, unloads, pins, deletes and downloads, at random.

#include <chrono>
#include <random>
#include <string>
#include <vector>

#include "support/http_client.h"

namespace hfi::lifecycle {

struct StormModel {
  std::string id{};
  json::Object request{};            // POST /api/inference
  json::Object answer{};             // task_output
  bool downloads_cancelled = false;  // by others, so that a request for it may be told so
};

class StormClient {
 public:
  StormClient(std::uint16_t port, const std::vector<StormModel>& models, unsigned seed);

  // Fails the test when a request is refused that could have been served, or is answered with anything else than calm times do.
  void act_until(std::chrono::steady_clock::time_point end);
  void infer(const StormModel& model);

  [[nodiscard]] int served() const { return served_; }

 private:
  void act();
  void stream(const StormModel& model);
  void leave_a_stream(const StormModel& model);
  void leave_a_request(const StormModel& model);
  void pin_for_a_while(const StormModel& model);
  void download_for_a_while(const StormModel& model);
  // Fails the test unless the status is one of the good ones or the error is one of the codes.
  support::Answer expect(const support::Ask& ask, const std::vector<std::string>& codes);
  void check(const StormModel& model, const json::Value& answer);
  std::size_t up_to(std::size_t most);

  std::uint16_t port_;
  const std::vector<StormModel>& models_;
  std::minstd_rand random_;
  support::HttpClient client_;
  int served_ = 0;
};

}  // namespace hfi::lifecycle

#include "lifecycle/storm_client.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <thread>

#include "lifecycle/event_listener.h"

namespace hfi::lifecycle {
namespace {

// A sanitizer makes everything slow, and a request may have to wait for the memory of others.
constexpr std::chrono::seconds patience{120};

support::Ask post(const std::string& path, const json::Object& body) {
  return {.method = "POST",
          .path = path,
          .body = json::dump(body),
          .headers = {{"content-type", "application/json"}}};
}

json::Object named(const StormModel& model) {
  return {{"model_id", model.id}, {"task", model.request.at("task")}};
}

// The same text, or the same labels with the same scores: neighbours in a batch may change the last digits.
bool agree(const json::Value& want, const json::Value& got) {
  if (want.is_double() && got.is_double())
    return std::abs(want.get_double() - got.get_double()) < 1e-5;
  if (want.kind() != got.kind()) return false;
  if (want.is_array()) return std::ranges::equal(want.get_array(), got.get_array(), agree);
  if (!want.is_object()) return want == got;
  return std::ranges::all_of(want.get_object(), [&](const auto& member) {
    const auto* other = got.get_object().if_contains(member.key());
    return other != nullptr && agree(member.value(), *other);
  });
}

}  // namespace

StormClient::StormClient(std::uint16_t port, const std::vector<StormModel>& models, unsigned seed)
    : port_(port), models_(models), random_(seed), client_(port, {.patience = patience}) {}

std::size_t StormClient::up_to(std::size_t most) { return random_() % most; }

void StormClient::act_until(std::chrono::steady_clock::time_point end) {
  while (std::chrono::steady_clock::now() < end) act();
}

void StormClient::act() {
  const auto& model = models_[up_to(models_.size())];
  auto loading = named(model);
  switch (up_to(12)) {
    case 0:
      return stream(model);
    case 1:
      return leave_a_stream(model);
    case 2:
      return leave_a_request(model);
    case 3:
      loading["keep_alive_s"] = up_to(3);
      expect(post("/api/models/load", loading), {});
      return;
    case 4:
      expect(post("/api/models/unload", loading), {"model_busy", "model_not_loaded"});
      return;
    case 5:
      return pin_for_a_while(models_.front());
    case 6:
      expect({.method = "DELETE", .path = "/api/models/local/" + model.id},
             {"model_busy", "model_not_found"});
      return;
    case 7:
      return download_for_a_while(models_.back());
    default:
      return infer(model);
  }
}

support::Answer StormClient::expect(const support::Ask& ask,
                                    const std::vector<std::string>& codes) {
  auto answer = client_.ask(ask);
  if (!answer) {
    ADD_FAILURE() << ask.path << ": " << answer.error().message;
    return {};
  }
  const bool good = answer->status == 200 || answer->status == 202;
  EXPECT_TRUE(good || std::ranges::find(codes, answer->error_code()) != codes.end())
      << ask.path << " " << ask.body << ": " << answer->body;
  return std::move(*answer);
}

void StormClient::check(const StormModel& model, const json::Value& answer) {
  const auto& output = answer.at("result").at("task_output");
  EXPECT_TRUE(agree(model.answer, output)) << model.id << ": " << json::dump(output);
  ++served_;
}

void StormClient::infer(const StormModel& model) {
  std::vector<std::string> codes;
  if (model.downloads_cancelled) codes.emplace_back("cancelled");
  const auto answer = expect(post("/api/inference", model.request), codes);
  if (answer.status == 200) check(model, answer.json());
}

void StormClient::stream(const StormModel& model) {
  auto wire = support::Wire::connect(port_, {.patience = patience});
  ASSERT_TRUE(wire) << wire.error().message;
  ASSERT_TRUE(wire->send(support::to_text(stream_of(model.request))));
  const auto head = support::receive_head(*wire);
  ASSERT_TRUE(head) << head.error().message;
  const auto events = support::EventReader(*wire, *head).rest();
  ASSERT_TRUE(events) << events.error().message;
  ASSERT_FALSE(events->empty());
  const auto last = events->back().json();
  if (last.at("type") == "done") return check(model, last);
  EXPECT_TRUE(model.downloads_cancelled && last.at("code") == "cancelled") << json::dump(last);
}

void StormClient::leave_a_stream(const StormModel& model) {
  auto wire = support::Wire::connect(port_, {.patience = patience});
  ASSERT_TRUE(wire) << wire.error().message;
  ASSERT_TRUE(wire->send(support::to_text(stream_of(model.request))));
  const auto head = support::receive_head(*wire);
  ASSERT_TRUE(head) << head.error().message;
  support::EventReader reader(*wire, *head);
  for (auto events = up_to(4); events > 0; --events) ASSERT_TRUE(reader.next());
  wire->reset();
}

void StormClient::leave_a_request(const StormModel& model) {
  auto wire = support::Wire::connect(port_);
  ASSERT_TRUE(wire) << wire.error().message;
  ASSERT_TRUE(wire->send(support::to_text(post("/api/inference", model.request))));
  std::this_thread::sleep_for(std::chrono::milliseconds(up_to(30)));
  wire->reset();
}

void StormClient::pin_for_a_while(const StormModel& model) {
  auto pinned = named(model);
  pinned["pinned"] = true;
  expect(post("/api/models/load", pinned), {});
  infer(model);
  pinned["pinned"] = false;
  expect(post("/api/models/pin", pinned), {"model_not_loaded"});
}

// A pause never stays, so that who waits for the same files is served in the end.
void StormClient::download_for_a_while(const StormModel& model) {
  const auto started = expect(post("/api/downloads", named(model)), {});
  if (started.status != 202) return;
  const auto path = "/api/downloads/" + std::string(started.json().at("id").as_string());
  const std::vector<std::string> over{"model_busy", "not_found"};
  std::this_thread::sleep_for(std::chrono::milliseconds(up_to(20)));
  expect(post(path + "/pause", {}), over);
  expect({.method = "DELETE", .path = path}, over);
}

}  // namespace hfi::lifecycle

#include "lifecycle/event_ledger.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace hfi::lifecycle {
namespace {

std::uint64_t number(const json::Object& object, std::string_view name) {
  return object.at(name).to_number<std::uint64_t>();
}

std::string text(const json::Object& object, std::string_view name) {
  return std::string(object.at(name).as_string());
}

std::string key_of(const json::Object& row) {
  return text(row, "model_id") + " for " + text(row, "task");
}

// What changes without being an event: use, what it takes, and time that passes.
json::Object comparable(json::Object row) {
  for (const auto* name : {"type", "sequence", "in_use", "idle_ms", "working_bytes", "generation"})
    row.erase(name);
  return row;
}

// As in docs/life-of-a-model.md; a state may also be told again, with other facts.
bool may_follow(const std::string& before, const std::string& after) {
  static const std::set<std::pair<std::string, std::string>> changes = {
      {"", "queued"},        {"queued", "downloading"}, {"queued", "loading"},
      {"queued", "failed"},  {"downloading", "queued"}, {"downloading", "failed"},
      {"loading", "queued"}, {"loading", "ready"},      {"loading", "failed"},
      {"ready", "evicting"}, {"evicting", "gone"}};
  return before == after || changes.contains({before, after});
}

}  // namespace

void EventLedger::add_event(const support::Event& event) {
  const auto data = event.json();
  if (!data.is_object()) {
    ADD_FAILURE() << "no event: " << event.data;
    return;
  }
  EXPECT_EQ(event.id, std::to_string(number(data.get_object(), "sequence")));
  events_.push_back(data.get_object());
}

void EventLedger::add_status(const json::Value& status) { statuses_.push_back(status.as_object()); }

void EventLedger::check(std::uint64_t budget) {
  ASSERT_FALSE(events_.empty());
  ASSERT_EQ(text(events_.front(), "type"), "snapshot");
  ASSERT_TRUE(events_.front().at("loaded").as_array().empty());
  std::ranges::sort(statuses_, {}, [](const auto& status) { return number(status, "sequence"); });
  auto sequence = number(events_.front(), "sequence");
  auto status = statuses_.begin();
  for (const auto& event : events_) {
    if (&event != &events_.front()) {
      ASSERT_EQ(number(event, "sequence"), ++sequence) << json::dump(event);
      apply(event, budget);
    }
    for (; status != statuses_.end() && number(*status, "sequence") <= sequence; ++status) {
      ASSERT_EQ(number(*status, "sequence"), sequence);
      compare(*status, budget);
    }
  }
  EXPECT_EQ(status, statuses_.end()) << "a status contains events that were never told";
}

void EventLedger::apply(const json::Object& event, std::uint64_t budget) {
  EXPECT_NE(text(event, "type"), "snapshot") << "events were lost";
  if (text(event, "type") != "model") return;
  const auto key = key_of(event);
  const auto after = text(event, "state");
  const auto known = rows_.find(key);
  const auto before = known == rows_.end() ? "" : text(known->second, "state");
  EXPECT_TRUE(may_follow(before, after)) << before << " → " << after << " " << json::dump(event);
  if (after == "gone" || after == "failed")
    rows_.erase(key);
  else
    rows_[key] = comparable(event);
  std::uint64_t bytes = 0;
  for (const auto& [name, row] : rows_) bytes += number(row, "bytes");
  EXPECT_LE(bytes, budget) << json::dump(event);
}

void EventLedger::compare(const json::Object& status, std::uint64_t budget) const {
  Rows shown;
  std::uint64_t bytes = 0;
  for (const auto& row : status.at("loaded").as_array()) {
    shown[key_of(row.as_object())] = comparable(row.as_object());
    bytes += number(row.as_object(), "bytes") + number(row.as_object(), "working_bytes");
  }
  EXPECT_EQ(number(status.at("memory").as_object(), "used_bytes"), bytes);
  EXPECT_LE(bytes, budget);
  if (shown == rows_) return;
  std::string told;
  for (const auto& [key, row] : rows_) told += json::dump(row) + "\n";
  ADD_FAILURE() << "status: " << json::dump(status) << "\nevents: " << told;
}

}  // namespace hfi::lifecycle

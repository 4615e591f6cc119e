#pragma once
// Everything that a follower of GET /api/events was told, held against what GET /api/models/status showed meanwhile.

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "support/event_reader.h"

namespace hfi::lifecycle {

class EventLedger {
 public:
  // In the order in which they came.
  void add_event(const support::Event& event);
  void add_status(const json::Value& status);

  // Fails the test where a number is left out, where a model changes to what may not follow, where all together take more than
  // the budget, or where a status shows anything else than the events up to its number.
  void check(std::uint64_t budget);

  [[nodiscard]] std::size_t events() const { return events_.size(); }
  [[nodiscard]] std::size_t statuses() const { return statuses_.size(); }

 private:
  using Rows = std::map<std::string, json::Object>;  // by model and task

  void apply(const json::Object& event, std::uint64_t budget);
  void compare(const json::Object& status, std::uint64_t budget) const;

  std::vector<json::Object> events_;    // from the snapshot on
  std::vector<json::Object> statuses_;  // of several askers, in no order
  Rows rows_;
};

}  // namespace hfi::lifecycle

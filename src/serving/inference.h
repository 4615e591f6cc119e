#pragma once
// One request from its prepared form to its answer: the model is acquired, the task runs, the answer gets its envelope.

#include <memory>

#include "core/log.h"
#include "serving/engine.h"
#include "tasks/contract/prepare.h"
#include "tasks/task.h"

namespace hfi::serving {

struct Waiter {
  std::stop_token stop{};  // requested when nobody waits for the answer any more
  tasks::Emit emit = [](const json::Object&) {};  // status and start events, then those of the task
  std::shared_ptr<generation::TokenClock> clock = std::make_shared<generation::TokenClock>();
  bool include_model_meta = true;                                   // false asks nobody
  std::optional<std::chrono::steady_clock::time_point> deadline{};  // until the model is ready
};

struct Answer {
  json::Object response;  // envelope.schema.json, "response"
  json::Object stages;    // milliseconds of each stage, for the log
};

// Fails with what acquiring the model or running the task fails with; details name the task and the model.
Result<Answer> infer(Engine& engine, const tasks::Prepared& request, const Waiter& waiter);

}  // namespace hfi::serving

#pragma once
// A task is a value: what it is called, which classes can serve it, and one pure function. One-shot and streamed answers
// come from the same function; whoever streams also listens to the events it emits on the way.

#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include "models/model.h"

namespace hfi::tasks {

// Already checked against <task>.schema.json, aliases resolved and defaults filled in. An option whose default is the
// model's own is absent unless the request gave it.
struct Request {
  json::Object inputs;
  json::Object options;
};

// Receives an event, such as {"type": "token", …}. Blocks while the listener is behind.
using Emit = std::function<void(json::Object event)>;

struct Context {
  std::stop_token stop{};  // requested when nobody waits for the answer any more
  Emit emit = [](const json::Object&) {};
  std::shared_ptr<generation::TokenClock> clock = std::make_shared<generation::TokenClock>();
};

using Run =
    std::function<Result<json::Object>(const Request&, const models::Model&, const Context&)>;

struct Task {
  std::string name;
  // Endings of class names that can serve it, preferred first; empty for a task that judges exports by their inputs and
  // outputs, since the reference has no classes for it.
  std::vector<std::string> heads;
  Run run;  // gives `task_output`
};

}  // namespace hfi::tasks

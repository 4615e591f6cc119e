#pragma once
// From the body of a request to what a task can work on: every check that needs no model and no file,
// in a fixed order.

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "tasks/contract/taxonomy.h"

namespace hfi::tasks {

// What this program can do on this machine.
struct Abilities {
  std::vector<std::string> devices;
  std::function<bool(std::string_view task)> serves;
};

// Which form of the model is asked for. What is absent is for the repository to decide.
struct Variant {
  std::string revision;
  std::string device;
  std::optional<std::string> dtype{};
  std::optional<std::string> source{};
};

// A request that keeps its task's contract.
struct Prepared {
  const Contract* contract;  // lives as long as the taxonomy
  std::string model_id;
  Variant variant;
  json::Object inputs;
  json::Object options;  // the task's own, with defaults filled in
};

// The order of the checks, and what a failure of each is called:
//   the body is an object with known fields, model_id is one, inputs are not empty   invalid_request
//   a task is named, as `task` or as `inputs._task`                                     missing_task
//   it exists                                                                   task_not_supported
//   nothing is given twice                                           invalid_input, invalid_option
//   options.device, and what the task needs, is here                            device_unsupported
//   every input the task needs is there                                            missing_inputs
//   inputs and options keep their schemas                            invalid_input, invalid_option
//   the program serves the task                                                 task_not_supported
Result<Prepared> prepare(const Taxonomy& taxonomy, const Abilities& abilities, json::Value body);

}  // namespace hfi::tasks

#pragma once
// The tasks that have a runner.

#include <string_view>
#include <vector>

#include "tasks/task.h"

namespace hfi::tasks {

#define TASK(name) Task name();
#include "tasks/catalog.def"
#undef TASK

const std::vector<Task>& runners();

// By the Hub's id, such as "fill-mask"; nullptr when no runner serves it.
const Task* find_runner(std::string_view name);

}  // namespace hfi::tasks

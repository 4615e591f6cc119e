#include "tasks/catalog.h"

#include <algorithm>

namespace hfi::tasks {

const std::vector<Task>& runners() {
  static const std::vector<Task> tasks = {
#define TASK(name) name(),
#include "tasks/catalog.def"
#undef TASK
  };
  return tasks;
}

const Task* find_runner(std::string_view name) {
  const auto found = std::ranges::find(runners(), name, &Task::name);
  return found == runners().end() ? nullptr : &*found;
}

}  // namespace hfi::tasks

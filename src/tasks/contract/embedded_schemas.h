#pragma once

#include <span>

#include "core/embedded_file.h"

namespace hfi::tasks {

// Every *.schema.json below src/tasks, compiled in by cmake/embed.cmake.
std::span<const EmbeddedFile> embedded_schemas();

}  // namespace hfi::tasks

#pragma once

#include <span>

#include "core/embedded_file.h"

namespace hfi::server {

// answers.schema.json
std::span<const EmbeddedFile> embedded_answers();

}  // namespace hfi::server

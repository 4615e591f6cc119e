#pragma once

#include <span>

#include "core/embedded_file.h"

namespace hfi::server {

// The documentation page: docs.html for `/docs`, and what it loads from `/docs/<file>`. It reads
// /openapi.json and /api/tasks, and nothing from elsewhere.
std::span<const EmbeddedFile> docs_files();

}  // namespace hfi::server

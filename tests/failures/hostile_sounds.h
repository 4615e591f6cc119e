#pragma once
// Sounds that are broken, or made to hurt.

#include "failures/hostile_server.h"

namespace hfi::failures {

std::vector<HostileFile> hostile_sounds();

}  // namespace hfi::failures

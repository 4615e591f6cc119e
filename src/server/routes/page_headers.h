#pragma once

#include "server/http/message.h"

namespace hfi::server {

// What every answer that a browser shows as a page, or loads for one, carries: nothing from other
// hosts, no inline scripts, no framing.
Pairs page_headers();

}  // namespace hfi::server

#pragma once
// One line that shows how far a download is.

#include <string>

#include "hub/download.h"

namespace hfi::app {

// `[#########           ]  45 %  1.2 GB of 2.7 GB  80 MB/s  19 s left`
std::string progress_line(const hub::Progress& progress);

}  // namespace hfi::app

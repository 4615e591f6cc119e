#pragma once

#include <string_view>

namespace hfi::server {

// By the ending of the file's name; application/octet-stream when it says nothing.
std::string_view content_type_of(std::string_view file_name);

}  // namespace hfi::server

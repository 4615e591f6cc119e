#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace hfi::server {

// The caller's id when it is 1 to 128 of [A-Za-z0-9._-], so that it can go into headers and logs as
// it is; else a fresh random UUID.
std::string request_id(std::optional<std::string_view> sent);

}  // namespace hfi::server

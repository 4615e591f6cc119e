#pragma once
// Text in ASCII: names of headers, hosts, models.

#include <string>
#include <string_view>

namespace hfi {

// A-Z become a-z, whatever the locale; every other byte stays.
std::string ascii_lower(std::string_view text);

}  // namespace hfi

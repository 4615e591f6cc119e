#pragma once
// Text in ASCII: names of headers, hosts, models.

#include <string>
#include <string_view>

namespace hfi {

constexpr char ascii_lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

// A-Z become a-z, whatever the locale; every other byte stays.
std::string ascii_lower(std::string_view text);

}  // namespace hfi

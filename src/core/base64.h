#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace hfi {

// RFC 4648 section 4. Line breaks and spaces are skipped, padding may be absent; anything else
// outside the alphabet gives nullopt.
std::optional<std::string> base64_decode(std::string_view text);
std::string base64_encode(std::string_view bytes);

}  // namespace hfi

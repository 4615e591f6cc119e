#pragma once

#include <string_view>

namespace hfi {

// CMakeLists.txt is where it is decided.
inline constexpr std::string_view version = HFI_VERSION;

}  // namespace hfi

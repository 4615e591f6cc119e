#include "core/time_text.h"

#include <array>
#include <ctime>

namespace hfi {

std::string iso_8601(std::chrono::sys_seconds time) {
  const auto seconds = std::chrono::system_clock::to_time_t(time);
  std::tm utc{};
  gmtime_r(&seconds, &utc);
  std::array<char, 32> text{};
  return {text.data(), std::strftime(text.data(), text.size(), "%FT%TZ", &utc)};
}

}  // namespace hfi

#pragma once
// Time as a value that tests can replace.

#include <chrono>
#include <functional>
#include <stop_token>

namespace hfi::hub {

struct Clock {
  std::function<std::chrono::system_clock::time_point()> now{};
  // Returns at once when a stop is requested.
  std::function<void(std::chrono::milliseconds, const std::stop_token&)> sleep{};
};

Clock system_clock();

}  // namespace hfi::hub

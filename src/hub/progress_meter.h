#pragma once
// Speed and remaining time of a download, from the bytes done so far.

#include <chrono>
#include <cstdint>
#include <deque>
#include <optional>
#include <utility>

namespace hfi::hub {

class ProgressMeter {
 public:
  using Instant = std::chrono::steady_clock::time_point;

  void add(Instant now, std::uint64_t bytes_done);
  // Over the last ten seconds; 0 until there is a second to measure over.
  [[nodiscard]] std::uint64_t bytes_per_second() const;
  [[nodiscard]] std::optional<std::chrono::seconds> left(std::uint64_t bytes_to_go) const;

 private:
  std::deque<std::pair<Instant, std::uint64_t>> samples_;
};

}  // namespace hfi::hub

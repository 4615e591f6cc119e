#include "hub/progress_meter.h"

namespace hfi::hub {
namespace {

constexpr std::chrono::seconds window(10);
constexpr std::chrono::seconds shortest(1);

}  // namespace

void ProgressMeter::add(Instant now, std::uint64_t bytes_done) {
  // a file that has to begin anew takes bytes back; speed is measured from there on
  if (!samples_.empty() && bytes_done < samples_.back().second) samples_.clear();
  samples_.emplace_back(now, bytes_done);
  while (samples_.front().first + window < now) samples_.pop_front();
}

std::uint64_t ProgressMeter::bytes_per_second() const {
  if (samples_.empty()) return 0;
  const auto elapsed = samples_.back().first - samples_.front().first;
  if (elapsed < shortest) return 0;
  const auto seconds = std::chrono::duration<double>(elapsed).count();
  return static_cast<std::uint64_t>(
      static_cast<double>(samples_.back().second - samples_.front().second) / seconds);
}

std::optional<std::chrono::seconds> ProgressMeter::left(std::uint64_t bytes_to_go) const {
  const auto speed = bytes_per_second();
  if (speed == 0) return std::nullopt;
  return std::chrono::seconds(bytes_to_go / speed + (bytes_to_go % speed > 0 ? 1 : 0));
}

}  // namespace hfi::hub

#include "app/progress_bar.h"

#include "app/shown.h"

namespace hfi::app {
namespace {

constexpr std::uint64_t width = 24;

}  // namespace

std::string progress_line(const hub::Progress& progress) {
  const auto total = std::max<std::uint64_t>(progress.total, 1);
  const auto part = static_cast<double>(progress.done) / static_cast<double>(total);
  const auto filled = static_cast<std::size_t>(part * width);
  const auto percent = std::to_string(static_cast<int>(part * 100));
  auto line = "[" + std::string(filled, '#') + std::string(width - filled, ' ') + "] " +
              std::string(3 - std::min<std::size_t>(3, percent.size()), ' ') + percent + " %  " +
              shown_bytes(progress.done) + " of " + shown_bytes(progress.total);
  if (progress.bytes_per_second > 0) line += "  " + shown_bytes(progress.bytes_per_second) + "/s";
  if (progress.left) line += "  " + shown_time(*progress.left) + " left";
  return line;
}

}  // namespace hfi::app

#include "core/log.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <ctime>

namespace hfi::log {
namespace {

std::atomic<Level> threshold = Level::info;

constexpr std::array<std::string_view, 4> names = {"debug", "info", "warning", "error"};

std::string timestamp() {
  const auto now = std::chrono::system_clock::now();
  const auto seconds = std::chrono::system_clock::to_time_t(now);
  const auto since_epoch = now.time_since_epoch();
  const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(since_epoch).count() % 1000;
  std::tm utc{};
  gmtime_r(&seconds, &utc);
  std::array<char, 32> text{};
  const auto length = std::strftime(text.data(), text.size(), "%FT%T", &utc);
  auto fraction = std::to_string(1000 + ms);
  fraction[0] = '.';
  return std::string(text.data(), length) + fraction + "Z";
}

bool is_plain(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](unsigned char c) {
    return c > ' ' && c < 0x7f && c != '"' && c != '=' && c != '\\';
  });
}

std::string field(const json::Value& value) {
  if (const auto* text = value.if_string(); text && is_plain(*text))
    return {text->data(), text->size()};
  return json::dump(value);
}

}  // namespace

void set_level(Level least) { threshold = least; }

void write(Level level, std::string_view event, const json::Object& fields) {
  if (level < threshold.load(std::memory_order_relaxed)) return;
  auto line = timestamp() + " " + std::string(names.at(static_cast<std::size_t>(level))) + " ";
  line += event;
  for (const auto& member : fields) {
    line += ' ';
    line += member.key();
    line += '=';
    line += field(member.value());
  }
  line += '\n';
  // a log that cannot be written has nowhere to say so
  [[maybe_unused]] const auto written = ::write(STDERR_FILENO, line.data(), line.size());
}

}  // namespace hfi::log

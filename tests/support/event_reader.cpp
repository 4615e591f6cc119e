#include "support/event_reader.h"

#include <sstream>

#include "core/parse_json.h"

namespace hfi::support {
namespace {

struct Block {
  std::optional<Event> event;
  int comments = 0;
};

void read_line(const std::string& line, Block& block) {
  if (line.starts_with(':')) {
    ++block.comments;
    return;
  }
  if (!block.event) block.event.emplace();
  const auto colon = line.find(": ");
  const auto name = line.substr(0, colon);
  const auto value = colon == std::string::npos ? "" : line.substr(colon + 2);
  if (name == "event") block.event->name = value;
  if (name == "id") block.event->id = value;
  if (name == "data") block.event->data += value;
}

}  // namespace

json::Value Event::json() const { return json::parse(data).value_or(nullptr); }

Result<std::optional<Event>> EventReader::next() {
  for (;;) {
    while (text_.find("\n\n") != std::string::npos)
      if (auto event = take_block()) return event;
    const auto some = TRY(body_.next());
    if (some.empty()) return std::nullopt;
    text_ += some;
  }
}

std::optional<Event> EventReader::take_block() {
  const auto end = text_.find("\n\n");
  std::istringstream lines(text_.substr(0, end));
  text_.erase(0, end + 2);
  Block block;
  for (std::string line; std::getline(lines, line);) read_line(line, block);
  comments_ += block.comments;
  return block.event;
}

Result<std::vector<Event>> EventReader::rest() {
  std::vector<Event> events;
  for (;;) {
    auto event = TRY(next());
    if (!event) return events;
    events.push_back(std::move(*event));
  }
}

}  // namespace hfi::support

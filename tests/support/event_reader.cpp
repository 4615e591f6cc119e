#include "support/event_reader.h"

#include <sstream>

#include "core/parse_json.h"

namespace hfi::support {
namespace {

// "name: value" → value, when the line has that name.
std::optional<std::string> field(const std::string& line, const std::string& name) {
  if (!line.starts_with(name + ": ")) return std::nullopt;
  return line.substr(name.size() + 2);
}

}  // namespace

json::Value Event::json() const { return json::parse(data).value_or(nullptr); }

Result<std::optional<Event>> EventReader::next() {
  for (;;) {
    const auto end = text_.find("\n\n");
    if (end == std::string::npos) {
      const auto some = TRY(body_.next());
      if (some.empty()) return std::nullopt;
      text_ += some;
      continue;
    }
    std::istringstream block(text_.substr(0, end));
    text_.erase(0, end + 2);
    std::optional<Event> event;
    for (std::string line; std::getline(block, line);) {
      if (line.starts_with(':')) {
        ++comments_;
        continue;
      }
      if (!event) event.emplace();
      if (auto name = field(line, "event")) event->name = *name;
      if (auto id = field(line, "id")) event->id = *id;
      if (auto data = field(line, "data")) event->data += *data;
    }
    if (event) return event;
  }
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

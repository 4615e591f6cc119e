// GET /api/events: what happens to models, as it happens.

#include <charconv>

#include "server/http/respond.h"
#include "server/routes/catalog.h"

namespace hfi::server {
namespace {

// The event that a client saw last (HTML Living Standard, 9.2.4); nullopt when it is new, or names none of ours.
std::optional<std::uint64_t> last_seen(const Request& request) {
  const auto text = request.header("last-event-id");
  std::uint64_t sequence = 0;
  if (!text) return std::nullopt;
  const auto* const end = text->data() + text->size();
  const auto [stop, error] = std::from_chars(text->data(), end, sequence);
  return error == std::errc() && stop == end ? std::optional(sequence) : std::nullopt;
}

bool send(EventSink& sink, std::uint64_t sequence, json::Object data) {
  data["sequence"] = sequence;
  const std::string type(data.at("type").as_string());
  return sink.write(type, std::to_string(sequence), data);
}

// Everything as it is. Its number is taken first: what happens in between is told again, and nothing is left out.
std::optional<std::uint64_t> send_snapshot(serving::Engine& engine, EventSink& sink) {
  const auto sequence = engine.events().last();
  auto snapshot = engine.registry().status();
  snapshot["type"] = "snapshot";
  snapshot["downloads"] = engine.downloads().status().at("downloads");
  snapshot["catalogue"] = serving::to_json(engine.catalogue().state());
  return send(sink, sequence, std::move(snapshot)) ? std::optional(sequence) : std::nullopt;
}

void follow(serving::Engine& engine, EventSink& sink, std::optional<std::uint64_t> seen) {
  if (!seen) seen = send_snapshot(engine, sink);
  while (seen) {
    const auto events = engine.events().after(*seen, sink.gone());
    if (!events) {
      seen = send_snapshot(engine, sink);
      continue;
    }
    if (events->empty()) return;  // the client has gone, or the program ends
    for (const auto& event : *events) {
      if (!send(sink, event.sequence, event.data)) return;
      seen = event.sequence;
    }
  }
}

}  // namespace

std::vector<Endpoint> events_endpoints(const Services& services) {
  auto& engine = services.engine;
  const auto events = [&engine](const Request& request) -> Result<Reply> {
    return Stream{
        [&engine, seen = last_seen(request)](EventSink& sink) { follow(engine, sink, seen); }};
  };
  return {{{Method::get, "/api/events", events, Run::on_follower},
           "Every change of models, downloads and the catalogue, as server-sent events. "
           "`Last-Event-ID` goes on "
           "after the event of that number; without it, or when that is too long ago, a snapshot "
           "comes first.",
           "models",
           {.answer = "lifecycle_event", .answer_type = "text/event-stream"}}};
}

}  // namespace hfi::server

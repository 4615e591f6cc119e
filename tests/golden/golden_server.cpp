#include "golden/golden_server.h"

#include <stdexcept>

#include "core/base64.h"
#include "core/mapped_file.h"
#include "fakes/temporary_folder.h"
#include "golden/golden_cache.h"
#include "golden/made_sound.h"
#include "support/event_reader.h"
#include "support/or_throw.h"

namespace hfi::golden {
namespace {

using support::or_throw;

std::string golden_cache() {
  static const fakes::TemporaryFolder cache;
  write_golden_cache(cache.path());
  return cache.path().string();
}

// {"$file": "sounds/voice.mp3"} stands for the base64 of that file in this folder, {"$made": {seconds, silent}} for that of a
// sound.
std::string bytes_of(const json::Object& described) {
  if (const auto* made = described.if_contains("$made"))
    return made_sound(made->at("seconds").to_number<double>(), made->at("silent").as_bool());
  constexpr std::size_t limit = std::size_t{64} << 20U;
  const auto path = std::filesystem::path(GOLDEN_DIR) / described.at("$file").as_string().c_str();
  return or_throw(read_file(path, limit));
}

json::Object with_files(json::Object inputs) {
  for (auto& member : inputs) {
    const auto* value = member.value().if_object();
    if (value == nullptr || !(value->contains("$file") || value->contains("$made"))) continue;
    member.value() = base64_encode(bytes_of(*value));
  }
  return inputs;
}

}  // namespace

GoldenServer& GoldenServer::get() {
  static GoldenServer server;
  return server;
}

GoldenServer::GoldenServer() : server_(PROGRAM, {"--cache-dir", golden_cache()}) {}

support::Answer GoldenServer::ask(const json::Object& body) {
  return server_.post("/api/inference", body);
}

std::vector<json::Value> GoldenServer::stream(const json::Object& body) {
  auto wire = or_throw(support::Wire::connect(process().port()));
  if (!wire.send(support::to_text({.method = "POST",
                                   .path = "/api/inference/stream",
                                   .body = json::dump(body),
                                   .headers = {{"content-type", "application/json"}}})))
    throw std::runtime_error("the server closed the connection");
  const auto head = or_throw(support::receive_head(wire));
  if (head.status != 200)
    throw std::runtime_error("stream answered " + std::to_string(head.status));
  std::vector<json::Value> events;
  support::EventReader reader(wire, head);
  for (const auto& event : or_throw(reader.rest())) events.push_back(event.json());
  return events;
}

json::Object request_of(const json::Object& golden, const json::Object& one,
                        const std::string& source) {
  auto options = one.at("options").as_object();
  if (!source.empty()) options["source"] = source;
  return {{"model_id", golden.at("model")},
          {"task", golden.at("task")},
          {"inputs", with_files(one.at("inputs").as_object())},
          {"options", options}};
}

}  // namespace hfi::golden

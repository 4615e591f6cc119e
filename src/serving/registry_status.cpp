// What the registry tells: every change as an event, and the whole as a status.

#include <cassert>

#include "core/error_table.h"
#include "core/log.h"
#include "serving/registry_entry.h"

namespace hfi::serving {
namespace {

json::Object to_json(const generation::Counters& counters) {
  return {{"requests", counters.requests.load()},
          {"cancelled", counters.cancelled.load()},
          {"rounds", counters.rounds.load()},
          {"tokens", counters.tokens.load()},
          {"rounds_after_cancel", counters.rounds_after_cancel.load()}};
}

}  // namespace

// A state may be entered again, with other facts.
void Registry::enter(Entry& entry, ModelState state, std::string reason) {
  assert(entry.state == state || may_become(entry.state, state));
  const bool new_state = entry.state != state;
  entry.state = state;
  entry.reason = std::move(reason);
  ++entry.version;
  auto event = row_of(entry);
  if (new_state && state != ModelState::queued) {
    json::Object fields{{"model", name_of(entry.key)}, {"bytes", entry.bytes}};
    if (!entry.reason.empty()) fields["reason"] = entry.reason;
    if (state == ModelState::ready) fields["ms"] = entry.load_time.count();
    log::info("model_" + std::string(name_of(state)), fields);
  }
  event["type"] = "model";
  events_.publish(std::move(event));
  changed();
}

void Registry::changed() {
  ++changes_;
  changed_.notify_all();
}

std::uint64_t Registry::bytes_in_use() const {
  std::uint64_t bytes = 0;
  for (const auto& [key, entry] : entries_) bytes += entry->bytes + entry->working_bytes;
  return bytes;
}

json::Object Registry::row_of(const Entry& entry) const {
  json::Object row = {{"model_id", entry.key.model_id},
                      {"task", entry.key.task},
                      {"revision", entry.key.revision},
                      {"state", name_of(entry.state)},
                      {"reason", nullptr},
                      {"error", nullptr},
                      {"bytes", entry.bytes},
                      {"working_bytes", entry.working_bytes},
                      {"bytes_done", entry.download.done},
                      {"bytes_total", entry.download.total},
                      {"in_use", entry.users},
                      {"pinned", entry.pinned},
                      {"keep_alive_s", nullptr}};
  if (!entry.reason.empty()) row["reason"] = entry.reason;
  if (entry.state == ModelState::failed) row["error"] = to_json(entry.error);
  if (entry.keep_alive) row["keep_alive_s"] = entry.keep_alive->count();
  for (const auto& fact : entry.loaded_as) row[fact.key()] = fact.value();
  if (entry.model == nullptr) return row;
  if (entry.model->counters) row["generation"] = to_json(*entry.model->counters);
  row["idle_ms"] = entry.users > 0 ? 0 : between(entry.last_used, options_.clock()).count();
  return row;
}

json::Object Registry::status() const {
  const std::lock_guard lock(mutex_);
  json::Array loaded;
  for (const auto& [key, entry] : entries_) loaded.push_back(row_of(*entry));
  return {{"loaded", std::move(loaded)},
          {"memory", {{"used_bytes", bytes_in_use()}, {"budget_bytes", options_.memory_budget}}},
          {"sequence", events_.last()}};
}

}  // namespace hfi::serving

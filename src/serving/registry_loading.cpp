// How a model comes into the registry, and how its memory is given back.

#include "core/heap.h"
#include "core/log.h"
#include "serving/eviction.h"
#include "serving/registry_entry.h"

namespace hfi::serving {
namespace {

std::string number(std::uint64_t value) { return std::to_string(value); }

}  // namespace

void Registry::run(const EntryPointer& entry) {
  auto brought = bring(*entry);
  const std::lock_guard lock(mutex_);
  if (brought) return;
  entry->error = std::move(brought.error());
  entry->bytes = 0;
  entries_.erase(entry->key);
  enter(*entry, ModelState::failed, entry->error.message);
}

Result<void> Registry::bring(Entry& entry) {
  const auto stop = entry.stop.get_token();
  if (stop.stop_requested()) return fail(ErrorCode::cancelled, "the load was given up");
  if (loader_.fetch) TRY(fetch(entry));
  auto model = TRY(open_within_budget(entry));
  share(entry, model);
  const std::lock_guard lock(mutex_);
  entry.last_used = options_.clock();
  entry.load_time = between(entry.started, entry.last_used);
  entry.loaded_as = {{"revision", model.repository.revision},
                     {"source", model.facts.source},
                     {"dtype", model.facts.dtype},
                     {"device", "cpu"},
                     {"load_time_ms", entry.load_time.count()}};
  entry.model = std::make_shared<const models::Model>(std::move(model));
  enter(entry, ModelState::ready);
  if (entry.keep_alive) expiry_changed_.notify_all();
  return {};
}

Result<void> Registry::fetch(Entry& entry) {
  const auto on_bytes = [&](const Bytes& bytes) {
    const std::lock_guard lock(mutex_);
    entry.download = bytes;
    enter(entry, ModelState::downloading);
  };
  TRY(loader_.fetch(entry.key, on_bytes, entry.stop.get_token()));
  const std::lock_guard lock(mutex_);
  if (entry.state == ModelState::downloading) enter(entry, ModelState::queued, "downloaded");
  return {};
}

// What it really took counts. When that is more than was planned, and the difference is not to be had at once, everything is given
// back and asked for again: two loads that held what they have while they wait for more could wait for each other for ever.
Result<models::Model> Registry::open_within_budget(Entry& entry) {
  std::uint64_t needed = 0;
  while (true) {
    auto plan = TRY(loader_.plan(entry.key));
    needed = std::max(needed, plan.bytes);
    {
      Lock lock(mutex_);
      TRY(make_room(entry, needed, lock));
      enter(entry, ModelState::loading);
    }
    const auto before = options_.measure();
    auto opened = std::optional(TRY(loader_.open(std::move(plan))));
    const auto taken = std::max<std::int64_t>(0, options_.measure() - before);
    needed = std::max(needed, static_cast<std::uint64_t>(taken));
    trim_heap();  // what was needed only while opening
    {
      Lock lock(mutex_);
      const auto more = needed - entry.bytes;
      if (take_room(entry, more, lock)) {
        if (more > 0) enter(entry, ModelState::loading);
        return std::move(*opened);
      }
    }
    opened.reset();
    trim_heap();
    const std::lock_guard lock(mutex_);
    entry.bytes = 0;
    enter(entry, ModelState::queued, "takes " + number(needed) + " bytes, more than was planned");
  }
}

Result<void> Registry::check_budget(const ModelKey& key, std::uint64_t bytes) const {
  const auto budget = options_.memory_budget;
  std::uint64_t pinned = 0;
  for (const auto& [other, entry] : entries_)
    if (entry->pinned && other != key) pinned += entry->bytes;
  if (bytes <= budget && pinned <= budget - bytes) return {};
  auto message =
      "the model needs " + number(bytes) + " bytes, the memory budget is " + number(budget);
  if (pinned > 0) message += ", of which pinned models hold " + number(pinned);
  return fail(ErrorCode::insufficient_memory, std::move(message),
              {{"needed_bytes", bytes}, {"budget_bytes", budget}, {"pinned_bytes", pinned}});
}

// Adds the bytes to those of the entry once they are free. Gives the lock up while it waits and while memory is given back.
Result<void> Registry::make_room(Entry& entry, std::uint64_t bytes, Lock& lock) {
  const auto stop = entry.stop.get_token();
  bool told = false;
  while (true) {
    TRY(check_budget(entry.key, entry.bytes + bytes));
    if (take_room(entry, bytes, lock)) return {};
    if (entry.state == ModelState::queued && !std::exchange(told, true))
      enter(entry, ModelState::queued,
            "waits for memory: needs " + number(bytes) + " bytes, " + number(bytes_in_use()) +
                " of " + number(options_.memory_budget) + " are taken by models in use");
    const auto seen = changes_;
    if (!changed_.wait(lock, stop, [&] { return changes_ != seen; }))
      return fail(ErrorCode::cancelled, "cancelled while waiting for memory");
  }
}

// The same without waiting for models in use: whether the bytes could be had.
bool Registry::take_room(Entry& entry, std::uint64_t bytes, Lock& lock) {
  while (true) {
    const auto used = bytes_in_use();
    if (used + bytes <= options_.memory_budget) {
      entry.bytes += bytes;
      return true;
    }
    const auto going = victims(used + bytes - options_.memory_budget);
    if (going.empty()) return false;
    give_back(going, "to make room for " + name_of(entry.key), lock);
  }
}

// Who should go; nobody when that would not help, or when enough is on its way out.
std::vector<Registry::EntryPointer> Registry::victims(std::uint64_t bytes) const {
  const auto now = options_.clock();
  std::uint64_t leaving = 0;
  std::vector<Resident> residents;
  std::map<std::string, EntryPointer> by_name;
  for (const auto& [key, entry] : entries_) {
    if (entry->state == ModelState::evicting) leaving += entry->bytes;
    const bool kept = entry->state != ModelState::ready || entry->in_use() || entry->pinned;
    by_name[name_of(key)] = entry;
    residents.push_back({.key = name_of(key),
                         .bytes = entry->bytes,
                         .idle = between(entry->last_used, now),
                         .load_time = entry->load_time,
                         .kept = kept});
  }
  std::vector<EntryPointer> chosen;
  if (const auto keys = to_evict(std::move(residents), bytes - std::min(bytes, leaving)))
    for (const auto& key : *keys) chosen.push_back(by_name.at(key));
  return chosen;
}

// Their bytes count until the memory is really free.
void Registry::give_back(const std::vector<EntryPointer>& entries, const std::string& reason,
                         Lock& lock) {
  if (entries.empty()) return;
  std::vector<std::shared_ptr<const models::Model>> models;
  for (const auto& entry : entries) {
    enter(*entry, ModelState::evicting, reason);
    models.push_back(std::move(entry->model));
  }
  lock.unlock();
  models.clear();
  trim_heap();
  lock.lock();
  for (const auto& entry : entries) {
    entries_.erase(entry->key);
    entry->bytes = 0;
    enter(*entry, ModelState::gone, reason);
  }
}

}  // namespace hfi::serving

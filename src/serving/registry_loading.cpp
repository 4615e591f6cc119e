// How a model comes into the registry, and how its memory is given back.

#include "core/log.h"
#include "serving/batcher.h"
#include "serving/eviction.h"
#include "serving/generation_loop.h"
#include "serving/heap.h"
#include "serving/registry_entry.h"

namespace hfi::serving {
namespace {

// What requests for one model do together.
void share(models::Model& model) {
  for (auto& [name, network] : model.networks)
    network.forward = batched(std::move(network.forward));
  if (const auto only = model.networks.find("model"); only != model.networks.end())
    model.forward = only->second.forward;
  if (model.decoder) model.generate = generating(model.decoder);
}

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
  auto plan = TRY(loader_.plan(entry.key));
  {
    Lock lock(mutex_);
    TRY(make_room(entry, plan.bytes, lock));
    enter(entry, ModelState::loading);
  }
  auto model = TRY(open(entry, std::move(plan)));
  trim_heap();  // what was needed only while opening
  share(model);
  const std::lock_guard lock(mutex_);
  entry.model = std::make_shared<const models::Model>(std::move(model));
  entry.last_used = options_.clock();
  entry.load_time = between(entry.started, entry.last_used);
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

// What it really took counts when that is more than was planned and nothing else was at work meanwhile.
Result<models::Model> Registry::open(Entry& entry, models::Plan plan) {
  Lock lock(mutex_);
  const bool alone = ++opening_ == 1 && std::ranges::all_of(entries_, [](const auto& row) {
    return row.second->users == 0;
  });
  const auto uses = ++uses_;
  lock.unlock();
  const auto before = options_.measure();
  auto model = loader_.open(std::move(plan));
  trim_heap();  // what was needed only while opening
  const auto after = options_.measure();
  lock.lock();
  --opening_;
  const auto measured = after - std::min(before, after);
  if (!model || !alone || uses_ != uses || measured <= entry.bytes) return model;
  const auto more = make_room(entry, measured - entry.bytes, lock);
  lock.unlock();
  if (!more) return tl::unexpected(more.error());
  return model;
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
    const auto used = bytes_in_use();
    if (used + bytes <= options_.memory_budget) {
      entry.bytes += bytes;
      return {};
    }
    if (const auto going = victims(used + bytes - options_.memory_budget); !going.empty()) {
      give_back(going, "to make room for " + name_of(entry.key), lock);
      continue;
    }
    if (entry.state == ModelState::queued && !std::exchange(told, true))
      enter(entry, ModelState::queued,
            "waits for memory: needs " + number(bytes) + " bytes, " + number(used) + " of " +
                number(options_.memory_budget) + " are taken by models in use");
    const auto seen = changes_;
    if (!changed_.wait(lock, stop, [&] { return changes_ != seen; }))
      return fail(ErrorCode::cancelled, "cancelled while waiting for memory");
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

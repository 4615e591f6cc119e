#include "serving/registry.h"

#include <malloc.h>

#include "core/log.h"
#include "serving/batcher.h"
#include "serving/eviction.h"

namespace hfi::serving {
namespace {

std::int64_t ms_between(std::chrono::steady_clock::time_point from,
                        std::chrono::steady_clock::time_point to) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(to - from).count();
}

std::string name_of(const ModelKey& key) {
  auto name = key.model_id + ":" + key.task;
  for (const auto* part : {&key.revision, &key.source, &key.dtype})
    if (!part->empty()) name += ":" + *part;
  return name;
}

void batch_networks(models::Model& model) {
  for (auto& [name, network] : model.networks)
    network.forward = batched(std::move(network.forward));
  if (const auto only = model.networks.find("model"); only != model.networks.end())
    model.forward = only->second.forward;
}

}  // namespace

enum class State { loading, ready, failed };

struct Registry::Entry {
  State state = State::loading;
  std::shared_ptr<const models::Model> model{};
  Error error{};  // of a failed load, for those who waited for it
  std::uint64_t bytes = 0;
  std::size_t users = 0;
  std::chrono::steady_clock::time_point last_used{};
  std::chrono::steady_clock::time_point started{};
  std::int64_t load_time_ms = 0;
};

Registry::Registry(Loader loader, std::uint64_t memory_budget, Clock clock)
    : loader_(std::move(loader)), memory_budget_(memory_budget), clock_(std::move(clock)) {}

Registry::~Registry() = default;

Result<Lease> Registry::acquire(const ModelKey& key, const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  const auto begin = clock_();
  const auto found = entries_.find(key);
  auto entry = found == entries_.end() ? std::make_shared<Entry>() : found->second;
  if (found == entries_.end()) {
    entries_.emplace(key, entry);
    entry->started = begin;
    if (auto loaded = load(key, *entry, lock, stop); !loaded) {
      entry->state = State::failed;
      entry->error = loaded.error();
      entries_.erase(key);
      changed_.notify_all();
      return tl::unexpected(std::move(loaded).error());
    }
  } else if (!changed_.wait(lock, stop, [&] { return entry->state != State::loading; })) {
    return fail(ErrorCode::cancelled, "cancelled while the model was loading");
  }
  if (entry->state == State::failed) return tl::unexpected(entry->error);
  return Lease{lend(entry), std::chrono::milliseconds(ms_between(begin, clock_()))};
}

// The lock is given up while the disk is read.
Result<void> Registry::load(const ModelKey& key, Entry& entry, std::unique_lock<std::mutex>& lock,
                            const std::stop_token& stop) {
  lock.unlock();
  auto plan = loader_.plan(key);
  lock.lock();
  if (!plan) return tl::unexpected(std::move(plan).error());
  TRY(make_room(plan->bytes, lock, stop));
  entry.bytes = plan->bytes;

  lock.unlock();
  auto model = loader_.open(std::move(*plan));
  ::malloc_trim(0);  // what was needed only while opening
  if (model) batch_networks(*model);
  lock.lock();
  if (!model) return tl::unexpected(std::move(model).error());
  entry.model = std::make_shared<const models::Model>(std::move(*model));
  entry.state = State::ready;
  entry.last_used = clock_();
  entry.load_time_ms = ms_between(entry.started, entry.last_used);
  log::info("model_loaded",
            {{"model", name_of(key)}, {"bytes", entry.bytes}, {"ms", entry.load_time_ms}});
  changed_.notify_all();
  return {};
}

Result<void> Registry::make_room(std::uint64_t bytes, std::unique_lock<std::mutex>& lock,
                                 const std::stop_token& stop) {
  if (bytes > memory_budget_)
    return fail(ErrorCode::insufficient_memory,
                "the model needs " + std::to_string(bytes) + " bytes, the memory budget is " +
                    std::to_string(memory_budget_),
                {{"needed_bytes", bytes}, {"budget_bytes", memory_budget_}});
  const auto evict = [&] {
    const auto wanted = bytes_in_use() + bytes;
    std::vector<Resident> residents;
    std::map<std::string, ModelKey> keys;
    for (const auto& [key, entry] : entries_) {
      keys.emplace(name_of(key), key);
      const bool busy = entry->state == State::loading || entry->users > 0;
      residents.push_back({name_of(key), entry->bytes, entry->last_used, busy});
    }
    const auto evicted = to_evict(std::move(residents), wanted - std::min(wanted, memory_budget_));
    if (!evicted) return false;
    for (const auto& name : *evicted) {
      entries_.erase(keys.at(name));
      log::info("model_evicted", {{"model", name}});
    }
    if (!evicted->empty()) ::malloc_trim(0);
    return true;
  };
  if (changed_.wait(lock, stop, evict)) return {};
  return fail(ErrorCode::cancelled, "cancelled while waiting for memory");
}

std::shared_ptr<const models::Model> Registry::lend(const std::shared_ptr<Entry>& entry) {
  ++entry->users;
  return {entry->model.get(), [this, entry](const models::Model*) { release(*entry); }};
}

void Registry::release(Entry& entry) {
  const std::lock_guard lock(mutex_);
  --entry.users;
  entry.last_used = clock_();
  changed_.notify_all();
}

std::uint64_t Registry::bytes_in_use() const {
  std::uint64_t bytes = 0;
  for (const auto& [key, entry] : entries_) bytes += entry->bytes;
  return bytes;
}

Result<void> Registry::unload(const std::string& model_id, const std::string& task) {
  const auto name = model_id + " for " + task;
  Entries gone;  // destroyed after the lock is given back
  {
    const std::lock_guard lock(mutex_);
    for (const auto& [key, entry] : entries_) {
      if (key.model_id != model_id || key.task != task) continue;
      if (entry->state == State::loading || entry->users > 0)
        return fail(ErrorCode::model_busy,
                    name + ": " + (entry->users > 0 ? "in use" : "still loading"));
      gone.emplace(key, entry);
    }
    if (gone.empty()) return fail(ErrorCode::model_not_loaded, name + ": not in memory");
    for (const auto& [key, entry] : gone) entries_.erase(key);
    changed_.notify_all();
  }
  gone.clear();
  ::malloc_trim(0);
  return {};
}

json::Object Registry::status() const {
  const std::lock_guard lock(mutex_);
  const auto now = clock_();
  json::Array loaded;
  for (const auto& [key, entry] : entries_) {
    json::Object row = {{"model_id", key.model_id}, {"task", key.task}, {"revision", key.revision}};
    row["state"] = entry->state == State::ready ? "ready" : "loading";
    row["bytes"] = entry->bytes;
    row["in_use"] = entry->users;
    if (entry->model != nullptr) {
      const auto& model = *entry->model;
      row["revision"] = model.repository.revision;
      row["source"] = model.facts.source;
      row["dtype"] = model.facts.dtype;
      row["device"] = "cpu";
      row["load_time_ms"] = entry->load_time_ms;
      row["idle_ms"] = entry->users > 0 ? 0 : ms_between(entry->last_used, now);
    }
    loaded.push_back(std::move(row));
  }
  return {{"loaded", std::move(loaded)},
          {"memory", {{"used_bytes", bytes_in_use()}, {"budget_bytes", memory_budget_}}}};
}

}  // namespace hfi::serving

// How models leave the registry: unloaded, for the time of a work on their files, or idle for too long.

#include "serving/registry_entry.h"

namespace hfi::serving {

Result<void> Registry::unload(const std::string& model_id, const std::string& task) {
  Lock lock(mutex_);
  const auto chosen = [&](const ModelKey& key) {
    return key.model_id == model_id && key.task == task;
  };
  const auto removed = TRY(remove(chosen, lock));
  if (removed > 0) return {};
  return fail(ErrorCode::model_not_loaded, model_id + " for " + task + ": not in memory");
}

Result<void> Registry::while_absent(const std::string& model_id,
                                    const std::function<Result<void>()>& work) {
  Lock lock(mutex_);
  changed_.wait(lock, [&] { return !kept_absent_.contains(model_id); });
  kept_absent_.insert(model_id);
  const auto removed = remove([&](const ModelKey& key) { return key.model_id == model_id; }, lock);
  lock.unlock();
  auto outcome = removed ? work() : tl::unexpected(removed.error());
  lock.lock();
  kept_absent_.erase(model_id);
  changed();
  return outcome;
}

Result<std::size_t> Registry::remove(const Chosen& chosen, Lock& lock) {
  std::vector<EntryPointer> found;
  for (const auto& [key, entry] : entries_) {
    if (!chosen(key)) continue;
    if (entry->in_use())
      return fail(
          ErrorCode::model_busy,
          name_of(key) + ": " +
              (entry->users > 0 ? "in use" : "still " + std::string(name_of(entry->state))));
    found.push_back(entry);
  }
  for (const auto& entry : found)
    if (is_coming(entry->state)) entry->stop.request_stop();
  changed_.wait(lock, [&] {
    return std::ranges::none_of(found, [](const auto& entry) { return entry->abandoned(); });
  });
  const auto count = found.size();
  std::erase_if(found, [](const auto& entry) {
    return entry->state != ModelState::ready || entry->in_use();
  });
  give_back(found, "unloaded", lock);
  return count;
}

Result<void> Registry::pin(const std::string& model_id, const std::string& task, bool pinned) {
  const std::lock_guard lock(mutex_);
  std::size_t found = 0;
  for (const auto& [key, entry] : entries_) {
    if (key.model_id != model_id || key.task != task) continue;
    ++found;
    entry->pinned = pinned;
    enter(*entry, entry->state, entry->reason);
  }
  if (found > 0) return {};
  return fail(ErrorCode::model_not_loaded, model_id + " for " + task + ": not in memory");
}

void Registry::expire() {
  Lock lock(mutex_);
  const auto now = options_.clock();
  std::vector<EntryPointer> expired;
  for (const auto& [key, entry] : entries_)
    if (entry->state == ModelState::ready && !entry->in_use() && !entry->pinned &&
        entry->keep_alive && now - entry->last_used >= *entry->keep_alive)
      expired.push_back(entry);
  give_back(expired, "idle for longer than keep_alive", lock);
}

std::optional<std::chrono::steady_clock::time_point> Registry::next_expiry() const {
  std::optional<std::chrono::steady_clock::time_point> next;
  for (const auto& [key, entry] : entries_) {
    if (entry->state != ModelState::ready || entry->in_use() || entry->pinned || !entry->keep_alive)
      continue;
    const auto at = entry->last_used + *entry->keep_alive;
    if (!next || at < *next) next = at;
  }
  return next;
}

void Registry::housekeep(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    {
      Lock lock(mutex_);
      const auto next = next_expiry();
      const auto sooner = [&] { return next_expiry() != next; };
      if (next)
        expiry_changed_.wait_for(lock, stop, *next - options_.clock(), sooner);
      else
        expiry_changed_.wait(lock, stop, sooner);
    }
    expire();
  }
}

}  // namespace hfi::serving

#include "serving/registry.h"

#include "serving/registry_entry.h"

namespace hfi::serving {
namespace {

constexpr std::size_t loads_at_once = 16;  // most of the time they wait: for the Hub, or for memory
constexpr std::size_t most_loads_waiting = 256;

}  // namespace

Registry::Registry(Loader loader, RegistryOptions options, Events& events)
    : loader_(std::move(loader)),
      options_(std::move(options)),
      events_(events),
      housekeeper_([this](const std::stop_token& stop) { housekeep(stop); }),
      loaders_(loads_at_once, most_loads_waiting) {}

Registry::~Registry() {
  const std::lock_guard lock(mutex_);
  for (const auto& [key, entry] : entries_) entry->stop.request_stop();
}

Result<Lease> Registry::acquire(const ModelKey& key, const Patience& patience) {
  Lock lock(mutex_);
  const auto begin = options_.clock();
  while (true) {
    const auto entry = TRY(joined(key, lock, patience));
    ++entry->waiting;
    const auto waited = wait_for(*entry, lock, patience);
    --entry->waiting;
    if (!waited) {
      const bool left = waited.error().code == ErrorCode::cancelled;
      if (!left) entry->wanted = true;
      if (left && entry->waiting == 0 && !entry->wanted) entry->stop.request_stop();
      return tl::unexpected(waited.error());
    }
    if (entry->state == ModelState::failed) return tl::unexpected(entry->error);
    return Lease{lend(entry), between(begin, options_.clock())};
  }
}

// The entry of the key, which is ready or on its way there; a new one when there is none. One that is leaving is waited for, and
// so is the end of what needs it to be absent.
Result<Registry::EntryPointer> Registry::joined(const ModelKey& key, Lock& lock,
                                                const Patience& patience) {
  const auto may_be_joined = [&] {
    const auto found = entries_.find(key);
    return !kept_absent_.contains(key.model_id) &&
           (found == entries_.end() || !found->second->is_leaving());
  };
  while (!may_be_joined()) {
    if (patience.deadline)
      changed_.wait_until(lock, patience.stop, *patience.deadline, may_be_joined);
    else
      changed_.wait(lock, patience.stop, may_be_joined);
    if (!may_be_joined()) TRY(check_patience(Entry{.key = key}, patience));
  }
  const auto found = entries_.find(key);
  return found == entries_.end() ? begin(key) : found->second;
}

Result<Registry::EntryPointer> Registry::begin(const ModelKey& key) {
  auto entry = std::make_shared<Entry>(Entry{.key = key});
  entry->keep_alive = options_.keep_alive;
  entry->started = options_.clock();
  entries_[key] = entry;
  enter(*entry, ModelState::queued);
  if (loaders_.submit([this, entry] { run(entry); })) return entry;
  entry->error = {ErrorCode::overloaded, "too many models are being loaded; try again later"};
  enter(*entry, ModelState::failed, entry->error.message);
  entries_.erase(key);
  return tl::unexpected(entry->error);
}

Result<void> Registry::wait_for(Entry& entry, Lock& lock, const Patience& patience) {
  std::uint64_t seen = 0;
  while (is_coming(entry.state)) {
    if (patience.on_stage && entry.version != seen) {
      seen = entry.version;
      const Stage stage{entry.state, entry.reason, entry.download};
      lock.unlock();
      patience.on_stage(stage);
      lock.lock();
      continue;
    }
    const auto news = [&] {
      return !is_coming(entry.state) || (patience.on_stage && entry.version != seen);
    };
    if (patience.deadline)
      changed_.wait_until(lock, patience.stop, *patience.deadline, news);
    else
      changed_.wait(lock, patience.stop, news);
    if (is_coming(entry.state)) TRY(check_patience(entry, patience));
  }
  return {};
}

Result<void> Registry::check_patience(const Entry& entry, const Patience& patience) const {
  const auto name = name_of(entry.key);
  const auto state = std::string(name_of(entry.state));
  if (patience.stop.stop_requested())
    return fail(ErrorCode::cancelled, name + ": cancelled while it was " + state);
  if (!patience.deadline || std::chrono::steady_clock::now() < *patience.deadline) return {};
  return fail(ErrorCode::timeout,
              name + ": the deadline is over and the model is still " + state +
                  "; it goes on, ask again later",
              {{"state", state},
               {"bytes_done", entry.download.done},
               {"bytes_total", entry.download.total}});
}

std::shared_ptr<const models::Model> Registry::lend(const EntryPointer& entry) {
  ++entry->users;
  return {entry->model.get(), [this, entry](const models::Model*) { release(*entry); }};
}

void Registry::release(Entry& entry) {
  const std::lock_guard lock(mutex_);
  --entry.users;
  entry.last_used = options_.clock();
  if (entry.keep_alive) expiry_changed_.notify_all();
  changed();
}

Result<json::Object> Registry::load(const ModelKey& key, const Wish& wish) {
  Lock lock(mutex_);
  const auto entry = TRY(joined(key, lock, {}));
  entry->wanted = true;
  const auto pinned = wish.pinned.value_or(entry->pinned);
  const auto keep_alive = wish.keep_alive ? wish.keep_alive : entry->keep_alive;
  if (pinned == entry->pinned && keep_alive == entry->keep_alive) return row_of(*entry);
  entry->pinned = pinned;
  entry->keep_alive = keep_alive;
  enter(*entry, entry->state, entry->reason);
  expiry_changed_.notify_all();
  return row_of(*entry);
}

}  // namespace hfi::serving

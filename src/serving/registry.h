#pragma once
// The models in memory. However many requests want a model, it is fetched and loaded once, by a thread of the registry; whoever
// holds a lease keeps it; idle models make room for others, the least valuable first.

#include <chrono>
#include <condition_variable>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <stop_token>
#include <thread>

#include "core/heap.h"
#include "models/load.h"
#include "serving/events.h"
#include "serving/lifecycle.h"
#include "serving/model_key.h"
#include "serving/work_pool.h"

namespace hfi::serving {

using Clock = std::function<std::chrono::steady_clock::time_point()>;

struct Bytes {
  std::uint64_t done = 0;
  std::uint64_t total = 0;
};
using OnBytes = std::function<void(const Bytes&)>;

// How a key becomes a model: what is not on the disk is fetched, planning tells the bytes before they are taken.
struct Loader {
  std::function<Result<void>(const ModelKey&, const OnBytes&, const std::stop_token&)> fetch;
  std::function<Result<models::Plan>(const ModelKey&)> plan;
  std::function<Result<models::Model>(models::Plan)> open;
};

// What a request waits for.
struct Stage {
  ModelState state = ModelState::queued;
  std::string reason{};
  Bytes bytes{};  // while downloading
};

struct Patience {
  std::stop_token stop{};
  std::optional<std::chrono::steady_clock::time_point> deadline{};
  std::function<void(const Stage&)> on_stage{};  // at each change while waiting; may be empty
};

// A model in use. Copies share one use; the last one gives it back.
struct Lease {
  std::shared_ptr<const models::Model> model;
  std::chrono::milliseconds
      load_time{};  // that this request waited for; 0 when the model was there
};

// How long an idle model stays; absent: until its memory is needed.
using KeepAlive = std::optional<std::chrono::seconds>;

struct RegistryOptions {
  std::uint64_t memory_budget = 0;  // bytes that models may take together
  Clock clock = std::chrono::steady_clock::now;
  KeepAlive keep_alive{};
  std::function<std::int64_t()> measure = heap_bytes_of_this_thread;  // bytes that it has taken
};

class Registry {
 public:
  Registry(Loader loader, RegistryOptions options, Events& events);
  ~Registry();
  Registry(const Registry&) = delete;
  Registry& operator=(const Registry&) = delete;

  // Waits while the model is fetched and loaded, or while busy models hold the memory it needs. Fails with what the loader
  // says (every waiter gets it, the next call tries again), with insufficient_memory, timeout, cancelled or overloaded. When
  // the last who waits is cancelled the load is given up; when the deadline is over it goes on.
  Result<Lease> acquire(const ModelKey& key, const Patience& patience);

  // Begins to load without waiting, unless it is there. `keep_alive` and `pinned` hold from now on; what is absent stays as it is.
  struct Wish {
    std::optional<bool> pinned{};
    KeepAlive keep_alive{};
  };
  Result<json::Object> load(const ModelKey& key, const Wish& wish);

  // Of every variant of the model that serves the task; all or none. Loads that nobody waits for are given up. Fails with
  // model_not_loaded, or model_busy when one is in use.
  Result<void> unload(const std::string& model_id, const std::string& task);
  // Unloads every variant of the model, if there is one, and does the work; who asks for the model meanwhile waits until it is
  // done. Fails with model_busy, and as the work does.
  Result<void> while_absent(const std::string& model_id, const std::function<Result<void>()>& work);

  // A pinned model is never evicted. Fails with model_not_loaded.
  Result<void> pin(const std::string& model_id, const std::string& task, bool pinned);

  // Gives back what has been idle for longer than it may; done by itself as time passes.
  void expire();

  // {"loaded": [...], "memory": {...}, "sequence": n} as GET /api/models/status answers: after the event n, before the next.
  [[nodiscard]] json::Object status() const;

 private:
  struct Entry;
  using EntryPointer = std::shared_ptr<Entry>;
  using Entries = std::map<ModelKey, EntryPointer>;
  using Lock = std::unique_lock<std::mutex>;
  using Chosen = std::function<bool(const ModelKey&)>;

  // registry.cpp
  Result<EntryPointer> joined(const ModelKey& key, Lock& lock, const Patience& patience);
  Result<EntryPointer> begin(const ModelKey& key);
  Result<void> wait_for(Entry& entry, Lock& lock, const Patience& patience);
  Result<void> check_patience(const Entry& entry, const Patience& patience) const;
  std::shared_ptr<const models::Model> lend(const EntryPointer& entry);
  void release(Entry& entry);

  // registry_leaving.cpp
  Result<std::size_t> remove(const Chosen& chosen, Lock& lock);
  void housekeep(const std::stop_token& stop);
  [[nodiscard]] std::optional<std::chrono::steady_clock::time_point> next_expiry() const;

  // registry_loading.cpp
  void run(const EntryPointer& entry);
  Result<void> bring(Entry& entry);
  Result<void> fetch(Entry& entry);
  Result<models::Model> open_within_budget(Entry& entry);
  Result<void> make_room(Entry& entry, std::uint64_t bytes, Lock& lock);
  bool take_room(Entry& entry, std::uint64_t bytes, Lock& lock);
  Result<void> check_budget(const ModelKey& key, std::uint64_t bytes) const;
  std::vector<EntryPointer> victims(std::uint64_t bytes) const;
  void give_back(const std::vector<EntryPointer>& entries, const std::string& reason, Lock& lock);

  // registry_work.cpp
  void share(Entry& entry, models::Model& model);
  Result<std::shared_ptr<void>> take_working_bytes(Entry& entry, std::uint64_t bytes,
                                                   const std::stop_token& stop);
  [[nodiscard]] bool memory_will_be_free() const;

  // registry_status.cpp
  void enter(Entry& entry, ModelState state, std::string reason = {});
  void changed();
  [[nodiscard]] json::Object row_of(const Entry& entry) const;
  [[nodiscard]] std::uint64_t bytes_in_use() const;

  const Loader loader_;
  const RegistryOptions options_;
  Events& events_;
  mutable std::mutex mutex_;
  std::condition_variable_any changed_, expiry_changed_;
  std::uint64_t changes_ = 0;
  Entries entries_;
  std::set<std::string> kept_absent_;  // models that must not be loaded now
  std::jthread housekeeper_;
  WorkPool loaders_;  // its threads end first
};

}  // namespace hfi::serving

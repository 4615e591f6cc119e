#pragma once
// The models in memory. However many requests want a model, it is loaded once; whoever holds a lease keeps it; idle models
// make room for others, least recently used first.

#include <chrono>
#include <condition_variable>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <stop_token>
#include <string>

#include "models/load.h"

namespace hfi::serving {

struct ModelKey {
  std::string model_id;
  std::string task;
  std::string revision;  // as the request named it
  std::string source;    // empty when the request leaves the choice to the repository
  std::string dtype;     // likewise
  friend auto operator<=>(const ModelKey&, const ModelKey&) = default;
};

using Clock = std::function<std::chrono::steady_clock::time_point()>;

// How a key becomes a model. Planning tells the bytes before they are taken.
struct Loader {
  std::function<Result<models::Plan>(const ModelKey&)> plan;
  std::function<Result<models::Model>(models::Plan)> open;
};

// A model in use. Copies share one use; the last one gives it back.
struct Lease {
  std::shared_ptr<const models::Model> model;
  std::chrono::milliseconds
      load_time{};  // that this request waited for; 0 when the model was there
};

class Registry {
 public:
  // `memory_budget` in bytes bounds the sum of what models take.
  Registry(Loader loader, std::uint64_t memory_budget, Clock clock);
  ~Registry();

  // Waits while the model is loaded, by this call or another one, or while busy models hold the memory it needs. Fails
  // with what the loader says (every waiter gets it, the next call tries again), insufficient_memory or cancelled.
  Result<Lease> acquire(const ModelKey& key, const std::stop_token& stop);

  // Every variant of the model that serves the task. Fails with model_not_loaded, or model_busy when one is in use.
  Result<void> unload(const std::string& model_id, const std::string& task);

  // {"loaded": [...], "memory": {...}} as GET /api/models/status answers.
  [[nodiscard]] json::Object status() const;

 private:
  struct Entry;
  using Entries = std::map<ModelKey, std::shared_ptr<Entry>>;

  Result<void> load(const ModelKey& key, Entry& entry, std::unique_lock<std::mutex>& lock,
                    const std::stop_token& stop);
  Result<void> make_room(std::uint64_t bytes, std::unique_lock<std::mutex>& lock,
                         const std::stop_token& stop);
  std::shared_ptr<const models::Model> lend(const std::shared_ptr<Entry>& entry);
  void release(Entry& entry);
  [[nodiscard]] std::uint64_t bytes_in_use() const;

  const Loader loader_;
  const std::uint64_t memory_budget_;
  const Clock clock_;
  mutable std::mutex mutex_;
  std::condition_variable_any changed_;  // a load ended, a lease came back, or memory became free
  Entries entries_;
};

}  // namespace hfi::serving

#pragma once
// A model that the registry knows. For the sources of the registry only.

#include "serving/registry.h"

namespace hfi::serving {

struct Registry::Entry {
  ModelKey key;
  ModelState state = ModelState::queued;
  std::string reason{};
  std::uint64_t version = 0;  // of state, reason and bytes to download
  std::stop_source stop{};    // of the load
  std::shared_ptr<const models::Model> model{};
  Error error{};  // of a failed load, for those who waited for it
  std::uint64_t bytes = 0;
  std::uint64_t working_bytes = 0;  // that its requests take beside it
  std::size_t short_of_memory = 0;  // users that wait for working bytes
  Bytes download{};
  std::size_t users = 0;
  std::size_t waiting = 0;
  bool wanted = false;  // loaded even when nobody waits
  bool pinned = false;
  KeepAlive keep_alive{};
  std::chrono::steady_clock::time_point started{};
  std::chrono::steady_clock::time_point last_used{};
  std::chrono::milliseconds load_time{};
  json::Object loaded_as{};  // what is told of the model as long as there is a row of it

  [[nodiscard]] bool in_use() const { return users > 0 || waiting > 0; }
  // Its load was given up, and it has not noticed yet.
  [[nodiscard]] bool abandoned() const { return is_coming(state) && stop.stop_requested(); }
  [[nodiscard]] bool is_leaving() const { return abandoned() || state == ModelState::evicting; }
};

inline std::chrono::milliseconds between(std::chrono::steady_clock::time_point from,
                                         std::chrono::steady_clock::time_point to) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(to - from);
}

}  // namespace hfi::serving

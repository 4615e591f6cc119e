#pragma once
// What serving consists of: the runtime, the models in memory, and what this machine can do.

#include <memory>

#include "models/repository.h"
#include "serving/registry.h"
#include "tasks/contract/prepare.h"

namespace hfi::serving {

struct EngineOptions {
  models::Store store;
  int threads = 0;                  // compute threads; 0 takes one per core
  std::uint64_t memory_budget = 0;  // bytes that models may take together
  std::size_t workers = 32;         // requests that are worked on at the same time
  std::size_t queue_length = 256;   // requests that wait for a worker
};

class Engine {
 public:
  static Result<std::unique_ptr<Engine>> create(const EngineOptions& options);

  [[nodiscard]] Registry& registry() { return registry_; }
  [[nodiscard]] const tasks::Abilities& abilities() const { return abilities_; }
  [[nodiscard]] const EngineOptions& options() const { return options_; }
  [[nodiscard]] int threads() const { return runtime_.threads(); }

 private:
  Engine(EngineOptions options, runtime::Runtime runtime);

  EngineOptions options_;
  runtime::Runtime runtime_;
  tasks::Abilities abilities_;
  Registry registry_;
};

}  // namespace hfi::serving

#pragma once
// What serving consists of: the runtime, the models in memory and on the Hub, and what this machine can do.

#include <memory>

#include "serving/hub/catalogue.h"
#include "serving/hub/check.h"
#include "serving/hub/downloads.h"
#include "serving/hub/metadata.h"
#include "serving/registry.h"
#include "serving/tokenizer_cache.h"
#include "tasks/contract/prepare.h"

namespace hfi::serving {

struct EngineOptions {
  models::Store store;
  hub::HubOptions hub{};
  hub::CatalogueLimits catalogue{};
  std::filesystem::path state_dir{};  // what the program remembers besides the Hub cache
  int threads = 0;                    // compute threads; 0 takes one per core
  std::uint64_t memory_budget = 0;    // bytes that models may take together
  KeepAlive keep_alive{};             // of models for which nobody says otherwise
  std::size_t workers = 32;           // requests that are worked on at the same time
  std::size_t queue_length = 256;     // requests that wait for a worker
  std::size_t followers = 64;         // that listen to events
};

// What judges models for such an engine.
Judge judge_of(const EngineOptions& options);

class Engine {
 public:
  static Result<std::unique_ptr<Engine>> create(const EngineOptions& options);

  [[nodiscard]] Registry& registry() { return registry_; }
  [[nodiscard]] Events& events() { return events_; }
  [[nodiscard]] Downloads& downloads() { return downloads_; }
  [[nodiscard]] Metadata& metadata() { return metadata_; }
  [[nodiscard]] Catalogue& catalogue() { return catalogue_; }
  [[nodiscard]] const Judge& judge() const { return judge_; }
  [[nodiscard]] TokenizerCache& tokenizers() { return tokenizers_; }
  [[nodiscard]] const tasks::Abilities& abilities() const { return abilities_; }
  [[nodiscard]] const EngineOptions& options() const { return options_; }
  [[nodiscard]] int threads() const { return runtime_.threads(); }

 private:
  Engine(EngineOptions options, runtime::Runtime runtime);
  Loader loader();

  EngineOptions options_;
  runtime::Runtime runtime_;
  tasks::Abilities abilities_;
  Judge judge_;
  Events events_;
  Downloads downloads_;
  Registry registry_;
  Catalogue catalogue_;
  Metadata metadata_;
  TokenizerCache tokenizers_;
};

}  // namespace hfi::serving

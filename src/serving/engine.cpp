#include "serving/engine.h"

#include <malloc.h>

#include "hub/glance.h"
#include "serving/hub/fetch.h"
#include "serving/supported.h"
#include "tasks/catalog.h"

namespace hfi::serving {
namespace {

Result<models::Plan> plan(const models::Store& store, const ModelKey& key) {
  const auto* task = tasks::find_runner(key.task);
  auto repository = TRY(models::find_repository(store, key.model_id, key.revision));
  return models::plan(
      {.repository = std::move(repository), .heads = task->heads, .wanted = wanted_by(key)});
}

// The allocator raises both thresholds to what was freed last, and then keeps that much in each thread's arena, where trimming
// does not reach: weights would stay after their model. mallopt(3)
void give_large_blocks_back() {
  constexpr int mapped_alone = 8 << 20;  // bytes
  constexpr int kept_on_top = 4 << 20;
  ::mallopt(M_MMAP_THRESHOLD, mapped_alone);
  ::mallopt(M_TRIM_THRESHOLD, kept_on_top);
}

// Each Hub has its own list.
std::filesystem::path folder_of(const std::string& endpoint) {
  std::string name = endpoint;
  const auto strange = [](unsigned char c) { return std::isalnum(c) == 0 && c != '.'; };
  std::ranges::replace_if(name, strange, '-');
  return name;
}

// Room on the disk changes; a list is judged by what does not.
CatalogueOptions catalogue_options(const EngineOptions& options, const Judge& judge) {
  const hub::Room room{.memory_budget = judge.memory_budget, .disk_free = UINT64_MAX};
  const auto folder = options.state_dir / folder_of(options.hub.endpoint);
  return {.hub = options.hub,
          .limits = options.catalogue,
          .files = {.list = folder / "models.jsonl", .lock = folder / "models.lock"},
          .look = [supported = judge.supported, room](const hub::ModelSummary& model) {
            return hub::glance(model, supported, room);
          }};
}

}  // namespace

Judge judge_of(const EngineOptions& options) {
  return {.hub = options.hub,
          .store = options.store,
          .supported = supported(),
          .memory_budget = options.memory_budget};
}

Engine::Engine(EngineOptions options, runtime::Runtime runtime)
    : options_(std::move(options)),
      runtime_(std::move(runtime)),
      abilities_{
          .devices = {"cpu"},
          .serves = [](std::string_view task) { return tasks::find_runner(task) != nullptr; }},
      judge_(judge_of(options_)),
      downloads_(options_.hub, events_),
      registry_(loader(),
                {.memory_budget = options_.memory_budget, .keep_alive = options_.keep_alive},
                events_),
      catalogue_(catalogue_options(options_, judge_),
                 [this](const CatalogueState& state) {
                   events_.publish({{"type", "catalogue"}, {"catalogue", to_json(state)}});
                 }),
      metadata_(options_.hub, catalogue_),
      tokenizers_(options_.store) {}

Loader Engine::loader() {
  return {.fetch =
              [this](const ModelKey& key, const OnBytes& on_bytes, const std::stop_token& stop) {
                return fetch(judge_, downloads_, key, on_bytes, stop);
              },
          .plan = [this](const ModelKey& key) { return plan(options_.store, key); },
          .open = [this](models::Plan ready) { return models::open(runtime_, std::move(ready)); }};
}

Result<std::unique_ptr<Engine>> Engine::create(const EngineOptions& options) {
  give_large_blocks_back();
  auto runtime = TRY(runtime::Runtime::create(options.threads));
  return std::unique_ptr<Engine>(new Engine(options, std::move(runtime)));
}

}  // namespace hfi::serving

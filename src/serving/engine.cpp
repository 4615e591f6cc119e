#include "serving/engine.h"

#include "tasks/catalog.h"

namespace hfi::serving {
namespace {

Result<models::Plan> plan(const models::Store& store, const ModelKey& key) {
  const auto* task = tasks::find_runner(key.task);
  auto repository = TRY(models::find_repository(store, key.model_id, key.revision));
  models::LoadRequest request{.repository = std::move(repository), .heads = task->heads};
  if (!key.source.empty())
    request.wanted.source =
        key.source == "onnx" ? models::Source::onnx : models::Source::safetensors;
  if (!key.dtype.empty()) request.wanted.dtype = key.dtype;
  return models::plan(request);
}

Loader loader(const models::Store& store, const runtime::Runtime& runtime) {
  return {
      .plan = [store](const ModelKey& key) { return plan(store, key); },
      .open = [runtime](models::Plan ready) { return models::open(runtime, std::move(ready)); }};
}

}  // namespace

Engine::Engine(EngineOptions options, runtime::Runtime runtime)
    : options_(std::move(options)),
      runtime_(std::move(runtime)),
      abilities_{
          .devices = {"cpu"},
          .serves = [](std::string_view task) { return tasks::find_runner(task) != nullptr; }},
      registry_(loader(options_.store, runtime_), options_.memory_budget,
                std::chrono::steady_clock::now) {}

Result<std::unique_ptr<Engine>> Engine::create(const EngineOptions& options) {
  auto runtime = TRY(runtime::Runtime::create(options.threads));
  return std::unique_ptr<Engine>(new Engine(options, std::move(runtime)));
}

}  // namespace hfi::serving

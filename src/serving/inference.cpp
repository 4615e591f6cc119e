#include "serving/inference.h"

#include "tasks/catalog.h"

namespace hfi::serving {
namespace {

using SteadyClock = std::chrono::steady_clock;

// Milliseconds with the resolution of a microsecond.
double ms_since(SteadyClock::time_point start) {
  const auto elapsed = SteadyClock::now() - start;
  return static_cast<double>(
             std::chrono::duration_cast<std::chrono::microseconds>(elapsed).count()) /
         1000.0;
}

ModelKey key_of(const tasks::Prepared& request) {
  return {.model_id = request.model_id,
          .task = request.contract->task,
          .revision = request.variant.revision,
          .source = request.variant.source.value_or(""),
          .dtype = request.variant.dtype.value_or("")};
}

template <class T>
Result<T> about(const tasks::Prepared& request, Result<T> result) {
  if (!result) {
    result.error().details["task"] = request.contract->task;
    result.error().details["model_id"] = request.model_id;
  }
  return result;
}

// What is known of the model without asking anyone.
json::Value meta_of(const models::Model& model) {
  const auto text = [&](const char* key) -> json::Value {
    const auto* value = model.config.object().if_contains(key);
    return value == nullptr ? json::Value(nullptr) : *value;
  };
  return {{"id", model.repository.id},
          {"sha", model.repository.revision},
          {"model_type", text("model_type")},
          {"architectures", text("architectures")}};
}

json::Object metadata_of(const models::Model& model, const tasks::Prepared& request, double ms) {
  return {{"task", request.contract->task},
          {"runtime_ms_model", ms},
          {"resolved_model_id", model.repository.id},
          {"revision", model.repository.revision},
          {"backend", "onnxruntime"},
          {"device", request.variant.device},
          {"dtype", model.facts.dtype},
          {"source", model.facts.source}};
}

Result<Answer> run(Registry& registry, const tasks::Prepared& request, const Waiter& waiter) {
  const auto start = SteadyClock::now();
  waiter.emit({{"type", "status"}, {"stage", "loading"}});
  const auto lease = TRY(registry.acquire(key_of(request), waiter.stop));
  waiter.emit({{"type", "start"}});

  const auto& model = *lease.model;
  const auto ready = SteadyClock::now();
  const auto* task = tasks::find_runner(request.contract->task);
  auto output =
      TRY(task->run({request.inputs, request.options}, model, {waiter.stop, waiter.emit}));

  const auto model_ms = ms_since(ready);
  json::Object response;
  response["result"] = json::Object{{"task_output", std::move(output)},
                                    {"metadata", metadata_of(model, request, model_ms)}};
  response["runtime_ms"] = ms_since(start);
  response["model_id"] = request.model_id;
  response["model_meta"] = waiter.include_model_meta ? meta_of(model) : json::Value(nullptr);
  return Answer{std::move(response),
                {{"acquire_ms", lease.load_time.count()}, {"run_ms", model_ms}}};
}

}  // namespace

Result<Answer> infer(Registry& registry, const tasks::Prepared& request, const Waiter& waiter) {
  return about(request, run(registry, request, waiter));
}

}  // namespace hfi::serving

#include "serving/inference.h"

#include "core/error_table.h"
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

// While the model is on its way the listener hears of each stage.
Patience patience_of(const Waiter& waiter) {
  const auto on_stage = [&waiter](const Stage& stage) {
    json::Object event{{"type", "status"}, {"stage", name_of(stage.state)}};
    if (!stage.reason.empty()) event["reason"] = stage.reason;
    if (stage.state == ModelState::downloading) {
      event["bytes_done"] = stage.bytes.done;
      event["bytes_total"] = stage.bytes.total;
    }
    waiter.emit(std::move(event));
  };
  return {.stop = waiter.stop, .deadline = waiter.deadline, .on_stage = on_stage};
}

template <class T>
Result<T> about(const tasks::Prepared& request, Result<T> result) {
  if (!result) {
    result.error().details["task"] = request.contract->task;
    result.error().details["model_id"] = request.model_id;
  }
  return result;
}

// What config.json says, and what the Hub does.
json::Object meta_of(const models::Model& model, const Result<json::Object>& told) {
  const auto text = [&](const char* key) -> json::Value {
    const auto* value = model.config.object().if_contains(key);
    return value == nullptr ? json::Value(nullptr) : *value;
  };
  auto meta = told.value_or(json::Object());
  meta["id"] = model.repository.id;
  meta["sha"] = model.repository.revision;
  meta["model_type"] = text("model_type");
  meta["architectures"] = text("architectures");
  return meta;
}

void add_meta(json::Object& response, const models::Model& model, MetaQuestion* question) {
  response["model_meta"] = nullptr;
  response["meta_error"] = nullptr;
  if (question == nullptr) return;
  const auto told = question->answer();
  response["model_meta"] = meta_of(model, told);
  if (!told) response["meta_error"] = to_json(told.error());
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

Result<Answer> run(Engine& engine, const tasks::Prepared& request, const Waiter& waiter) {
  const auto start = SteadyClock::now();
  std::optional<MetaQuestion> question;
  if (waiter.include_model_meta) question.emplace(engine.metadata(), request.model_id);
  const auto lease = TRY(engine.registry().acquire(key_of(request), patience_of(waiter)));
  waiter.emit({{"type", "start"}});

  const auto& model = *lease.model;
  const auto ready = SteadyClock::now();
  const auto* task = tasks::find_runner(request.contract->task);
  auto output = TRY(task->run({request.inputs, request.options}, model,
                              {waiter.stop, waiter.emit, waiter.clock}));

  const auto model_ms = ms_since(ready);
  json::Object response;
  response["result"] = json::Object{{"task_output", std::move(output)},
                                    {"metadata", metadata_of(model, request, model_ms)}};
  add_meta(response, model, question ? &*question : nullptr);
  response["runtime_ms"] = ms_since(start);
  response["model_id"] = request.model_id;
  return Answer{std::move(response),
                {{"acquire_ms", lease.load_time.count()}, {"run_ms", model_ms}}};
}

}  // namespace

Result<Answer> infer(Engine& engine, const tasks::Prepared& request, const Waiter& waiter) {
  return about(request, run(engine, request, waiter));
}

}  // namespace hfi::serving

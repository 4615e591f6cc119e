// POST /api/inference and its stream: any task, any model.

#include "serving/inference.h"

#include "core/parse_json.h"
#include "server/http/respond.h"
#include "server/routes/catalog.h"
#include "server/routes/event_stream.h"

namespace hfi::server {
namespace {

Result<tasks::Prepared> prepared(const serving::Engine& engine, const Request& request) {
  auto body = TRY(within("body", json::parse(request.body)));
  auto ready = TRY(tasks::prepare(tasks::taxonomy(), engine.abilities(), std::move(body)));
  request.log["task"] = ready.contract->task;
  request.log["model"] = ready.model_id;
  return ready;
}

Result<bool> wants_model_meta(const Request& request) {
  const auto value = request.query_value("include_model_meta").value_or("true");
  if (value == "true" || value == "false") return value == "true";
  return fail(
      ErrorCode::invalid_request,
      "query: include_model_meta: expected true or false, got \"" + std::string(value) + "\"");
}

Result<Reply> answer(serving::Engine& engine, const Request& request) {
  const auto ready = TRY(prepared(engine, request));
  const bool include_model_meta = TRY(wants_model_meta(request));
  const serving::Waiter waiter{.stop = request.cancelled, .include_model_meta = include_model_meta};
  auto answer = TRY(serving::infer(engine.registry(), ready, waiter));
  request.log["stages"] = std::move(answer.stages);
  return json_response(answer.response);
}

Result<Reply> stream(serving::Engine& engine, const Request& request) {
  auto ready = TRY(prepared(engine, request));
  const bool include_model_meta = TRY(wants_model_meta(request));
  return Stream{[&engine, &request, ready = std::move(ready), include_model_meta](EventSink& sink) {
    EventStream events(sink, request.id, ready);
    serving::Waiter waiter{.stop = sink.gone(),
                           .emit = [&](json::Object event) { events.send(std::move(event)); },
                           .include_model_meta = include_model_meta};
    auto answer = serving::infer(engine.registry(), ready, waiter);
    if (answer) request.log["stages"] = answer->stages;
    events.finish(std::move(answer));
  }};
}

}  // namespace

std::vector<Endpoint> inference_endpoints(const Services& services) {
  auto& engine = services.engine;
  const QueryParameter model_meta{
      .name = "include_model_meta",
      .description = "`false` leaves `model_meta` null; `true` when absent."};
  return {{{Method::post, "/api/inference",
            [&engine](const Request& request) { return answer(engine, request); }},
           "Run a model on a task and answer at once.",
           "inference",
           {.body = "inference_request", .answer = "inference_response", .query = {model_meta}}},
          {{Method::post, "/api/inference/stream",
            [&engine](const Request& request) { return stream(engine, request); }},
           "Run a model on a task and answer with server-sent events.",
           "inference",
           {.body = "inference_request",
            .answer = "stream_event",
            .answer_type = "text/event-stream",
            .query = {model_meta}}}};
}

}  // namespace hfi::server

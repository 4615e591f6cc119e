// POST /api/inference and its stream: any task, any model.

#include "serving/inference.h"

#include "core/parse_json.h"
#include "server/http/respond.h"
#include "server/routes/catalog.h"
#include "server/routes/event_stream.h"
#include "server/routes/query.h"

namespace hfi::server {
namespace {

constexpr std::uint64_t longest_wait_s = 86'400;

Result<tasks::Prepared> prepared(const serving::Engine& engine, const Request& request) {
  auto body = TRY(within("body", json::parse(request.body)));
  auto ready = TRY(tasks::prepare(tasks::taxonomy(), engine.abilities(), std::move(body)));
  request.log["task"] = ready.contract->task;
  request.log["model"] = ready.model_id;
  return ready;
}

const std::vector<QueryParameter> parameters = {
    {"include_model_meta", "`false` leaves `model_meta` null and asks nobody; `true` when absent."},
    {"load_timeout_s",
     "How long to wait until the model is downloaded and loaded; as long as it takes when "
     "absent."}};

Result<serving::Waiter> waiter_of(const Request& request) {
  TRY(check_query(request, parameters));
  serving::Waiter waiter{.stop = request.cancelled};
  waiter.include_model_meta = TRY(query_flag(request, "include_model_meta")).value_or(true);
  if (const auto seconds = TRY(query_number(request, "load_timeout_s", {0, longest_wait_s})))
    waiter.deadline = std::chrono::steady_clock::now() + std::chrono::seconds(*seconds);
  return waiter;
}

Result<Reply> answer(serving::Engine& engine, const Request& request) {
  const auto ready = TRY(prepared(engine, request));
  const auto waiter = TRY(waiter_of(request));
  auto answer = TRY(serving::infer(engine, ready, waiter));
  request.log["stages"] = std::move(answer.stages);
  return json_response(answer.response);
}

Result<Reply> stream(serving::Engine& engine, const Request& request) {
  auto ready = TRY(prepared(engine, request));
  auto waiter = TRY(waiter_of(request));
  return Stream{[&engine, &request, ready = std::move(ready), waiter](EventSink& sink) mutable {
    EventStream events(sink, request.id, ready, waiter.clock);
    waiter.stop = sink.gone();
    waiter.emit = [&](json::Object event) { events.send(std::move(event)); };
    auto answer = serving::infer(engine, ready, waiter);
    if (answer) request.log["stages"] = answer->stages;
    events.finish(std::move(answer));
  }};
}

}  // namespace

std::vector<Endpoint> inference_endpoints(const Services& services) {
  auto& engine = services.engine;
  return {{{Method::post, "/api/inference",
            [&engine](const Request& request) { return answer(engine, request); }},
           "Run a model on a task and answer at once.",
           "inference",
           {.body = "inference_request", .answer = "inference_response", .query = parameters}},
          {{Method::post, "/api/inference/stream",
            [&engine](const Request& request) { return stream(engine, request); }},
           "Run a model on a task and answer with server-sent events.",
           "inference",
           {.body = "inference_request",
            .answer = "stream_event",
            .answer_type = "text/event-stream",
            .query = parameters}}};
}

}  // namespace hfi::server

#include "server/routes/event_stream.h"

#include "core/error_table.h"

namespace hfi::server {

EventStream::EventStream(EventSink& sink, std::string correlation_id,
                         const tasks::Prepared& request,
                         std::shared_ptr<generation::TokenClock> clock)
    : sink_(sink),
      correlation_id_(std::move(correlation_id)),
      request_(request),
      clock_(std::move(clock)) {}

double EventStream::ms_until(std::chrono::steady_clock::time_point time) const {
  const auto elapsed = time - start_;
  return static_cast<double>(
             std::chrono::duration_cast<std::chrono::microseconds>(elapsed).count()) /
         1000.0;
}

void EventStream::send(json::Object event) {
  if (event.at("type") == "token") tokens_ = event.at("index").to_number<std::size_t>() + 1;
  event["version"] = "1.0";
  event["correlation_id"] = correlation_id_;
  event["task"] = request_.contract->task;
  event["model_id"] = request_.model_id;
  sink_.send(event);
}

void EventStream::finish(Result<serving::Answer> answer) {
  if (!answer) {
    auto event = to_json(answer.error());
    event["type"] = "error";
    return send(std::move(event));
  }
  auto event = std::move(answer->response);
  event["type"] = "done";
  event["runtime_ms"] = ms_until(std::chrono::steady_clock::now());
  if (const auto first = clock_->first()) {
    event["tokens"] = tokens_;
    event["first_token_latency_ms"] = ms_until(*first);
    if (const auto rate = clock_->tokens_per_second()) event["tokens_per_second"] = *rate;
  }
  send(std::move(event));
}

}  // namespace hfi::server

#include "server/routes/event_stream.h"

#include "core/error_table.h"

namespace hfi::server {

EventStream::EventStream(EventSink& sink, std::string correlation_id,
                         const tasks::Prepared& request)
    : sink_(sink), correlation_id_(std::move(correlation_id)), request_(request) {}

double EventStream::ms_since_start() const {
  const auto elapsed = std::chrono::steady_clock::now() - start_;
  return static_cast<double>(
             std::chrono::duration_cast<std::chrono::microseconds>(elapsed).count()) /
         1000.0;
}

void EventStream::send(json::Object event) {
  if (event.at("type") == "token") {
    tokens_ = event.at("index").to_number<std::size_t>() + 1;
    if (!first_token_ms_) first_token_ms_ = ms_since_start();
  }
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
  event["runtime_ms"] = ms_since_start();
  if (first_token_ms_) {
    const auto seconds = (ms_since_start() - *first_token_ms_) / 1000.0;
    event["tokens"] = tokens_;
    event["first_token_latency_ms"] = *first_token_ms_;
    event["tokens_per_second"] = seconds > 0 ? static_cast<double>(tokens_ - 1) / seconds : 0.0;
  }
  send(std::move(event));
}

}  // namespace hfi::server

#include "program/starter_server.h"

#include <stdexcept>

namespace hfi::program {

StarterServer& StarterServer::get() {
  static StarterServer server;
  return server;
}

StarterServer::StarterServer() : server_(PROGRAM, {"--cache-dir", cache_.path().string()}) {}

support::Answer StarterServer::infer(const json::Object& body) {
  return server_.post("/api/inference", body);
}

json::Object sentiment_request(const std::string& text) {
  return {
      {"model_id", sentiment_model}, {"task", "text-classification"}, {"inputs", {{"text", text}}}};
}

json::Array predictions_of(const support::Answer& answer) {
  if (answer.status != 200) throw std::runtime_error(answer.body);
  return answer.json().at("result").at("task_output").at("predictions").as_array();
}

}  // namespace hfi::program

#include "program/starter_server.h"

#include <stdexcept>

namespace hfi::program {
namespace {

template <class T>
T or_throw(Result<T> result) {
  if (!result) throw std::runtime_error(result.error().message);
  return std::move(*result);
}

}  // namespace

StarterServer& StarterServer::get() {
  static StarterServer server;
  return server;
}

StarterServer::StarterServer()
    : process_(or_throw(support::ServerProcess::start(
          {.program = PROGRAM,
           .arguments = {"serve", "--port", "0", "--cache-dir", cache_.path().string()}}))),
      client_(process_.port()) {}

support::Answer StarterServer::ask(const support::Ask& ask) { return or_throw(client_.ask(ask)); }

support::Answer StarterServer::infer(const json::Object& body) {
  return or_throw(client_.post("/api/inference", body));
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

#include "failures/failing_server.h"

#include <stdexcept>

#include "golden/golden_cache.h"

namespace hfi::failures {
namespace {

template <class T>
T or_throw(Result<T> result) {
  if (!result) throw std::runtime_error(result.error().message);
  return std::move(*result);
}

}  // namespace

FailingServer& FailingServer::get() {
  static FailingServer server;
  return server;
}

FailingServer::FailingServer()
    : good_(add_model("good")),
      process_(or_throw(support::ServerProcess::start(
          {.program = PROGRAM,
           .arguments = {"serve", "--port", "0", "--cache-dir", cache_.path().string(),
                         "--max-body", "1MB"}}))),
      client_(process_.port()) {}

CachedModel FailingServer::add_model(const std::string& name) {
  return {"golden/" + name,
          golden::write_golden_model(cache_.path(), "bert-text-classification", name)};
}

support::Answer FailingServer::classify(const std::string& model_id, const json::Object& options) {
  return or_throw(client_.post("/api/inference", {{"model_id", model_id},
                                                  {"task", "text-classification"},
                                                  {"inputs", {{"text", "A film."}}},
                                                  {"options", options}}));
}

support::Answer FailingServer::ask(const support::Ask& ask) { return or_throw(client_.ask(ask)); }

}  // namespace hfi::failures

#include "failures/failing_server.h"

#include "golden/golden_cache.h"

namespace hfi::failures {
FailingServer& FailingServer::get() {
  static FailingServer server;
  return server;
}

FailingServer::FailingServer()
    : good_(add_model("good")),
      server_(PROGRAM, {"--cache-dir", cache_.path().string(), "--max-body", "1MB"}) {}

CachedModel FailingServer::add_model(const std::string& name) {
  return {"golden/" + name,
          golden::write_golden_model(cache_.path(), "bert-text-classification", name)};
}

support::Answer FailingServer::classify(const std::string& model_id, const json::Object& options) {
  return server_.post("/api/inference", {{"model_id", model_id},
                                         {"task", "text-classification"},
                                         {"inputs", {{"text", "A film."}}},
                                         {"options", options}});
}

}  // namespace hfi::failures

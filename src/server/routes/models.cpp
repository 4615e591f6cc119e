// The models in memory.

#include "server/http/respond.h"
#include "server/routes/catalog.h"

namespace hfi::server {
namespace {

Result<Reply> unload(serving::Engine& engine, const Request& request, const std::string& model_id) {
  const std::string task(*request.parameter("task"));
  const auto* contract = tasks::taxonomy().find(task);
  TRY(engine.registry().unload(model_id, contract == nullptr ? task : contract->task));
  return json_response({{"unloaded", {{"model_id", model_id}, {"task", task}}}});
}

std::string id_of(const Request& request) {
  const std::string name(*request.parameter("name"));
  const auto org = request.parameter("org");
  return org ? std::string(*org) + "/" + name : name;
}

}  // namespace

std::vector<Endpoint> models_endpoints(const Services& services) {
  auto& engine = services.engine;
  const auto remove = [&engine](const Request& request) {
    return unload(engine, request, id_of(request));
  };
  return {{{Method::get, "/api/models/status",
            [&engine](const Request&) -> Result<Reply> {
              return json_response(engine.registry().status());
            }},
           "The models in memory, and the memory they take.",
           "models",
           {.answer = "models_status"}},
          {{Method::del, "/api/models/{task}/{org}/{name}", remove},
           "Unload a model.",
           "models",
           {.answer = "unloaded"}},
          {{Method::del, "/api/models/{task}/{name}", remove},
           "Unload a model whose id has one part.",
           "models",
           {.answer = "unloaded"}}};
}

}  // namespace hfi::server

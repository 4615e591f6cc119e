// The models in memory.

#include "server/http/respond.h"
#include "server/openapi/body_schema.h"
#include "server/routes/catalog.h"
#include "server/routes/model_id.h"
#include "server/routes/model_request.h"

namespace hfi::server {
namespace {

std::string own_name(const std::string& task) {
  const auto* contract = tasks::taxonomy().find(task);
  return contract == nullptr ? task : contract->task;
}

Response row_of(serving::Registry& registry, json::Object row, int status) {
  row["memory"] = registry.status().at("memory");
  return json_response(row, status);
}

// 202 while it is on its way, or 200 once it is there where the request waits for that.
Result<Reply> load(serving::Registry& registry, const Request& request, const BodySchema& schema) {
  const auto body = TRY(schema.read(request));
  const auto key = TRY(key_of(body));
  serving::Registry::Wish wish;
  if (const auto* pinned = body.if_contains("pinned")) wish.pinned = pinned->as_bool();
  if (const auto* seconds = body.if_contains("keep_alive_s"))
    wish.keep_alive = std::chrono::seconds(seconds->to_number<std::int64_t>());
  auto row = TRY(registry.load(key, wish));
  const auto* wait = body.if_contains("wait");
  if (wait != nullptr && wait->as_bool()) {
    TRY(registry.acquire(key, {.stop = request.cancelled}));
    row = TRY(registry.load(key, wish));
  }
  return row_of(registry, row, row.at("state") == "ready" ? 200 : 202);
}

Result<Reply> unload(serving::Registry& registry, const std::string& model_id,
                     const std::string& task) {
  TRY(registry.unload(model_id, own_name(task)));
  return json_response({{"unloaded", {{"model_id", model_id}, {"task", task}}}});
}

Result<Reply> pin(serving::Registry& registry, const Request& request, const BodySchema& schema) {
  const auto body = TRY(schema.read(request));
  const auto key = TRY(key_of(body));
  const bool pinned = body.at("pinned").as_bool();
  TRY(registry.pin(key.model_id, key.task, pinned));
  return json_response({{"model_id", key.model_id}, {"task", key.task}, {"pinned", pinned}});
}

std::vector<Endpoint> load_endpoints(serving::Registry& registry) {
  const auto load_model = [&registry, schema = BodySchema("load_request")](const Request& request) {
    return load(registry, request, schema);
  };
  const auto unload_model =
      [&registry, schema = BodySchema("unload_request")](const Request& request) -> Result<Reply> {
    const auto body = TRY(schema.read(request));
    const auto key = TRY(key_of(body));
    return unload(registry, key.model_id, key.task);
  };
  const auto pin_model = [&registry, schema = BodySchema("pin_request")](const Request& request) {
    return pin(registry, request, schema);
  };
  return {{{Method::post, "/api/models/load", load_model},
           "Bring a model into memory; download it first where it is not on the disk.",
           "models",
           {.body = "load_request", .answer = "load_answer"}},
          {{Method::post, "/api/models/unload", unload_model},
           "Unload a model.",
           "models",
           {.body = "unload_request", .answer = "unloaded"}},
          {{Method::post, "/api/models/pin", pin_model},
           "Keep a model in memory, or let it go again when its memory is needed.",
           "models",
           {.body = "pin_request", .answer = "pinned"}}};
}

}  // namespace

std::vector<Endpoint> models_endpoints(const Services& services) {
  auto& registry = services.engine.registry();
  const auto remove = [&registry](const Request& request) {
    return unload(registry, model_id_of(request), std::string(*request.parameter("task")));
  };
  auto endpoints = load_endpoints(registry);
  endpoints.push_back(
      {{Method::get, "/api/models/status",
        [&registry](const Request&) -> Result<Reply> { return json_response(registry.status()); }},
       "The models in memory or on their way there, and the memory they take.",
       "models",
       {.answer = "models_status"}});
  endpoints.push_back({{Method::del, "/api/models/{task}/{org}/{name}", remove},
                       "Unload a model.",
                       "models",
                       {.answer = "unloaded"}});
  endpoints.push_back({{Method::del, "/api/models/{task}/{name}", remove},
                       "Unload a model whose id has one part.",
                       "models",
                       {.answer = "unloaded"}});
  return endpoints;
}

}  // namespace hfi::server

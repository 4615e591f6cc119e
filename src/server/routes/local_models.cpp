// The models on the disk of this machine.

#include "hub/delete_model.h"
#include "server/http/respond.h"
#include "server/routes/catalog.h"
#include "server/routes/model_id.h"
#include "server/routes/query.h"
#include "serving/hub/local.h"

namespace hfi::server {
namespace {

const std::vector<QueryParameter> delete_parameters = {
    {"revision", "A branch, tag or commit; all of the model when absent."}};

Result<Reply> list(const serving::Engine& engine, const Request& request) {
  TRY(check_query(request, {}));
  return json_response(TRY(serving::local_models(engine.options().store)));
}

Result<Reply> remove(serving::Engine& engine, const Request& request) {
  TRY(check_query(request, delete_parameters));
  const auto id = model_id_of(request);
  if (id.starts_with("starter/"))
    return fail(ErrorCode::invalid_request, id + ": starter models are part of the program");
  const auto revision = query_text(request, "revision");
  const auto& cache = engine.options().store.cache_dir;
  std::uint64_t freed = 0;
  const auto remove_files = [&]() -> Result<void> {
    freed = TRY(revision.empty() ? hub::delete_model(cache, id)
                                 : hub::delete_revision(cache, id, revision));
    return {};
  };
  // who asks for the model meanwhile gets it afterwards, and not half of its files
  TRY(engine.registry().while_absent(
      id, [&] { return engine.downloads().while_idle(id, remove_files); }));
  engine.events().publish({{"type", "deleted"}, {"model_id", id}, {"freed_bytes", freed}});
  return json_response({{"deleted", id}, {"freed_bytes", freed}});
}

}  // namespace

std::vector<Endpoint> local_models_endpoints(const Services& services) {
  auto& engine = services.engine;
  const auto remove_model = [&engine](const Request& request) { return remove(engine, request); };
  return {{{Method::get, "/api/models/local",
            [&engine](const Request& request) { return list(engine, request); }},
           "The models on this machine's disk.",
           "models",
           {.answer = "local_models"}},
          {{Method::del, "/api/models/local/{org}/{name}", remove_model},
           "Delete a model from the disk, after unloading it.",
           "models",
           {.answer = "deleted_model", .query = delete_parameters}},
          {{Method::del, "/api/models/local/{name}", remove_model},
           "The same for a model whose id has one part.",
           "models",
           {.answer = "deleted_model", .query = delete_parameters}}};
}

}  // namespace hfi::server

// Downloads into the Hub cache.

#include "server/http/respond.h"
#include "server/openapi/body_schema.h"
#include "server/routes/catalog.h"
#include "server/routes/model_request.h"
#include "serving/hub/fetch.h"

namespace hfi::server {
namespace {

using Change = Result<void> (serving::Downloads::*)(const std::string& id);

Result<Reply> start(serving::Engine& engine, const Request& request, const BodySchema& schema) {
  const auto body = TRY(schema.read(request));
  const auto key = TRY(key_of(body));
  auto wanted = TRY(serving::download_for(engine.judge(), key, request.cancelled));
  const auto id =
      TRY(engine.downloads().start(std::move(wanted), serving::Downloads::Interest::always));
  return json_response({{"id", id}}, 202);
}

Endpoint change(serving::Downloads& downloads, Route route, Change what, std::string_view summary) {
  route.handler = [&downloads, what](const Request& request) -> Result<Reply> {
    const std::string id(*request.parameter("id"));
    TRY((downloads.*what)(id));
    return json_response({{"id", id}});
  };
  return {std::move(route), summary, "downloads", {.answer = "download_id"}};
}

}  // namespace

std::vector<Endpoint> downloads_endpoints(const Services& services) {
  auto& engine = services.engine;
  auto& downloads = engine.downloads();
  const auto begin = [&engine, schema = BodySchema("download_request")](const Request& request) {
    return start(engine, request, schema);
  };
  const auto list = [&downloads](const Request&) -> Result<Reply> {
    return json_response(downloads.status());
  };
  using serving::Downloads;
  return {
      {{Method::get, "/api/downloads", list},
       "The downloads under way, and the last that ended.",
       "downloads",
       {.answer = "downloads"}},
      {{Method::post, "/api/downloads", begin},
       "Download what a model needs to run, without loading it.",
       "downloads",
       {.body = "download_request", .answer = "download_id"}},
      change(downloads,
             {.method = Method::post, .pattern = "/api/downloads/{id}/pause", .handler = {}},
             &Downloads::pause, "Stop for now; what is transferred stays."),
      change(downloads,
             {.method = Method::post, .pattern = "/api/downloads/{id}/resume", .handler = {}},
             &Downloads::resume, "Go on where it was paused."),
      change(downloads, {.method = Method::del, .pattern = "/api/downloads/{id}", .handler = {}},
             &Downloads::cancel, "Stop for good, and forget what is transferred.")};
}

}  // namespace hfi::server

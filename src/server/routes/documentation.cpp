#include "server/routes/documentation.h"

#include "core/version.h"
#include "server/docs/docs_files.h"
#include "server/http/content_type.h"
#include "server/routes/page_headers.h"

namespace hfi::server {
namespace {

RouteSummary summary_of(const Endpoint& endpoint) {
  return {.method = name_of(endpoint.route.method),
          .pattern = endpoint.route.pattern,
          .summary = endpoint.summary,
          .tag = endpoint.tag,
          .exchange = endpoint.exchange};
}

Route constant(std::string_view pattern, std::string_view content_type, SharedBytes body) {
  return {Method::get, pattern,
          [content_type, body = std::move(body)](const Request&) -> Result<Reply> {
            return Response{
                .content_type = std::string(content_type), .headers = page_headers(), .body = body};
          },
          Run::on_io_thread};
}

Result<Reply> file(const Request& request) {
  const auto name = request.parameter("file");
  for (const auto& [path, content] : docs_files())
    if (path == name)
      return Response{.content_type = std::string(content_type_of(path)),
                      .headers = page_headers(),
                      .body = std::string(content)};
  return fail(ErrorCode::not_found, "/docs has no file of this name");
}

}  // namespace

Result<std::vector<Route>> documentation_of(const std::vector<Endpoint>& endpoints) {
  std::vector<RouteSummary> summaries;
  for (const auto& endpoint : endpoints) summaries.push_back(summary_of(endpoint));
  const auto document = TRY(openapi(tasks::taxonomy(), summaries, version));
  std::vector<Route> routes;
  routes.push_back(constant("/openapi.json", "application/json",
                            std::make_shared<std::string>(json::dump(document))));
  for (const auto& [path, content] : docs_files())
    if (path == "docs.html")
      routes.push_back(
          constant("/docs", "text/html; charset=utf-8", std::make_shared<std::string>(content)));
  routes.push_back({Method::get, "/docs/{file}", file, Run::on_io_thread});
  return routes;
}

}  // namespace hfi::server

#include "server/routes/documentation.h"

#include <algorithm>

#include "core/version.h"
#include "server/docs/docs_files.h"
#include "server/http/content_type.h"

namespace hfi::server {
namespace {

Response embedded(const EmbeddedFile& file) {
  return {.content_type = std::string(content_type_of(file.path)),
          .headers = {{"content-security-policy",
                       "default-src 'none'; script-src 'self'; style-src 'self'; connect-src "
                       "'self'; img-src data:; "
                       "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"}},
          .body = std::string(file.content)};
}

Result<Reply> docs_file(std::string_view name) {
  const auto found = std::ranges::find(docs_files(), name, &EmbeddedFile::path);
  if (found == docs_files().end())
    return fail(ErrorCode::not_found, "/docs/" + std::string(name) + ": there is no such file");
  return embedded(*found);
}

std::vector<RouteSummary> summaries(std::span<const Endpoint> endpoints) {
  std::vector<RouteSummary> all;
  for (const auto& [route, summary, tag, exchange] : endpoints)
    all.push_back({name_of(route.method), route.pattern, summary, tag, exchange});
  return all;
}

}  // namespace

std::vector<Endpoint> documentation_endpoints(std::span<const Endpoint> others) {
  const auto page = [](const Request&) { return docs_file("docs.html"); };
  const auto file = [](const Request& request) { return docs_file(*request.parameter("file")); };
  std::vector<Endpoint> endpoints = {{{Method::get, "/openapi.json", {}, Run::on_io_thread},
                                      "This description, as OpenAPI 3.1.",
                                      "documentation"},
                                     {{Method::get, "/docs", page, Run::on_io_thread},
                                      "This description, as a page.",
                                      "documentation"},
                                     {{Method::get, "/docs/{file}", file, Run::on_io_thread},
                                      "What the page consists of.",
                                      "documentation"}};

  auto described = summaries(others);
  std::ranges::move(summaries(endpoints), std::back_inserter(described));
  const auto document = openapi(tasks::taxonomy(), described, version);
  const auto body = std::make_shared<const std::string>(document ? json::dump(*document) : "");
  const auto error = document ? std::nullopt : std::optional(document.error());
  endpoints.front().route.handler = [body, error](const Request&) -> Result<Reply> {
    if (error) return tl::unexpected(*error);
    return Response{.content_type = "application/json", .body = body};
  };
  return endpoints;
}

}  // namespace hfi::server

#include "server/openapi/openapi.h"

#include "core/ascii.h"
#include "core/error_table.h"
#include "server/openapi/component_schemas.h"

namespace hfi::server {
namespace {

constexpr std::string_view json_type = "application/json";

json::Array parameters_of(const RouteSummary& route) {
  json::Array parameters;
  const json::Object text{{"type", "string"}};
  auto rest = route.pattern;
  for (auto open = rest.find('{'); open != std::string_view::npos; open = rest.find('{')) {
    rest.remove_prefix(open + 1);
    parameters.push_back({{"name", rest.substr(0, rest.find('}'))},
                          {"in", "path"},
                          {"required", true},
                          {"schema", text}});
  }
  for (const auto& [name, description, required] : route.exchange.query)
    parameters.push_back({{"name", name},
                          {"in", "query"},
                          {"description", description},
                          {"required", required},
                          {"schema", text}});
  return parameters;
}

json::Object content(std::string_view type, std::string_view schema) {
  return {{type, {{"schema", reference(schema)}}}};
}

json::Object answers(const RouteSummary& route) {
  json::Object success{{"description", "The answer."}};
  if (!route.exchange.answer.empty())
    success["content"] = content(route.exchange.answer_type, route.exchange.answer);
  return {{"200", std::move(success)}, {"default", {{"$ref", "#/components/responses/error"}}}};
}

json::Object operation(const RouteSummary& route) {
  json::Object described{{"summary", route.summary}, {"tags", {route.tag}}};
  if (auto parameters = parameters_of(route); !parameters.empty())
    described["parameters"] = std::move(parameters);
  if (!route.exchange.body.empty())
    described["requestBody"] = {{"required", true},
                                {"content", content(json_type, route.exchange.body)}};
  described["responses"] = answers(route);
  return described;
}

Result<void> check_schemas(const RouteSummary& route, const json::Object& schemas) {
  for (const auto name : {route.exchange.body, route.exchange.answer})
    if (!name.empty() && !schemas.contains(name))
      return fail(ErrorCode::internal_error,
                  std::string(route.pattern) + ": there is no schema " + std::string(name));
  return {};
}

json::Array errors() {
  json::Array rows;
  for (const auto& row : error_table())
    rows.push_back({{"code", row.name},
                    {"status", row.status},
                    {"meaning", row.meaning},
                    {"remedy", row.remedy}});
  return rows;
}

}  // namespace

Result<json::Object> openapi(const tasks::Taxonomy& taxonomy, std::span<const RouteSummary> routes,
                             std::string_view version) {
  auto schemas = TRY(component_schemas(taxonomy));
  json::Object paths;
  for (const auto& route : routes) {
    TRY(check_schemas(route, schemas));
    auto& path = paths[route.pattern];
    if (path.is_null()) path = json::Object{};
    if (!path.get_object().emplace(ascii_lower(route.method), operation(route)).second)
      return fail(ErrorCode::internal_error, std::string(route.pattern) + ": described twice");
  }
  return json::Object{
      {"openapi", "3.1.0"},
      {"info",
       {{"title", "hf-inference"},
        {"version", version},
        {"description", "Runs models of the Hugging Face Hub."}}},
      {"paths", std::move(paths)},
      {"components",
       {{"schemas", std::move(schemas)},
        {"responses",
         {{"error", {{"description", "A failure."}, {"content", content(json_type, "error")}}}}}}},
      {"x-errors", errors()}};
}

}  // namespace hfi::server

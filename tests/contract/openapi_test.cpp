// /openapi.json describes every route, and what it refers to exists.

#include "server/openapi/openapi.h"

#include <gtest/gtest.h>

#include "core/error_table.h"
#include "server/openapi/component_schemas.h"

namespace hfi::server {
namespace {

using tasks::taxonomy;

const std::vector<RouteSummary> routes = {
    {.method = "POST",
     .pattern = "/api/inference",
     .summary = "Run a model.",
     .tag = "inference",
     .exchange = {.body = "inference_request",
                  .answer = "inference_response",
                  .query = {{.name = "include_model_meta", .description = "Whether to add it."}}}},
    {.method = "POST",
     .pattern = "/api/inference/stream",
     .summary = "Run a model, with events.",
     .tag = "inference",
     .exchange = {.body = "inference_request",
                  .answer = "stream_event",
                  .answer_type = "text/event-stream"}},
    {.method = "DELETE",
     .pattern = "/api/models/{task}/{org}/{name}",
     .summary = "Unload a model.",
     .tag = "models"},
    {.method = "GET",
     .pattern = "/healthz",
     .summary = "Whether the process is alive.",
     .tag = "system"},
};

json::Object described() { return openapi(taxonomy(), routes, "0.1.0").value(); }

void collect_references(const json::Value& value, std::vector<std::string>& found) {
  if (const auto* array = value.if_array())
    for (const auto& element : *array) collect_references(element, found);
  if (const auto* object = value.if_object())
    for (const auto& member : *object) {
      if (member.key() == "$ref") found.emplace_back(member.value().as_string());
      collect_references(member.value(), found);
    }
}

TEST(OpenApi, DescribesEveryRouteThatItIsGiven) {
  const auto document = described();
  const auto& paths = document.at("paths").as_object();
  EXPECT_EQ(paths.size(), routes.size());
  for (const auto& route : routes) {
    std::string method(route.method);
    std::ranges::transform(method, method.begin(),
                           [](char c) { return static_cast<char>(std::tolower(c)); });
    EXPECT_EQ(paths.at(route.pattern).at(method).at("summary"), json::Value(route.summary));
  }
}

TEST(OpenApi, NamesTheParametersOfPathAndQuery) {
  const auto document = described();
  const auto& path = document.at("paths")
                         .at("/api/models/{task}/{org}/{name}")
                         .at("delete")
                         .at("parameters")
                         .as_array();
  ASSERT_EQ(path.size(), 3);
  EXPECT_EQ(path[1].at("name"), json::Value("org"));
  EXPECT_EQ(path[1].at("in"), json::Value("path"));
  const auto& query =
      document.at("paths").at("/api/inference").at("post").at("parameters").as_array();
  ASSERT_EQ(query.size(), 1);
  EXPECT_EQ(query[0].at("in"), json::Value("query"));
}

TEST(OpenApi, RefersOnlyToWhatItHolds) {
  const json::Value document = described();
  std::vector<std::string> references;
  collect_references(document, references);
  EXPECT_GT(references.size(), 4 * taxonomy().contracts().size());
  for (const auto& reference : references) {
    ASSERT_TRUE(reference.starts_with("#/components/")) << reference;
    const auto rest = reference.substr(std::string_view("#/components/").size());
    const auto slash = rest.find('/');
    EXPECT_TRUE(document.at("components")
                    .at(rest.substr(0, slash))
                    .as_object()
                    .contains(rest.substr(slash + 1)))
        << reference;
  }
}

TEST(OpenApi, HoldsTheRequestOfEveryTaskAndTheWholeErrorTable) {
  const auto document = described();
  for (const auto& contract : taxonomy().contracts())
    EXPECT_TRUE(
        document.at("components").at("schemas").as_object().contains(contract.task + ".request"));
  EXPECT_EQ(document.at("x-errors").as_array().size(), error_table().size());
  EXPECT_EQ(document.at("components")
                .at("schemas")
                .at("failure")
                .at("properties")
                .at("code")
                .at("enum")
                .as_array()
                .size(),
            error_table().size());
}

TEST(OpenApi, HasSchemasThatAcceptTheErrorsOfThisProgram) {
  const json::Value failure = component_schemas(taxonomy()).value().at("failure");
  const auto schema = tasks::Schema::compile(failure).value();
  EXPECT_TRUE(schema.accepts(to_json({ErrorCode::internal_error, "x"})));
  EXPECT_TRUE(schema.accepts(to_json({ErrorCode::invalid_input, "x", {{"path", "inputs"}}})));
}

TEST(OpenApi, RefusesRoutesThatNameSchemasThatAreNot) {
  const RouteSummary wrong{.method = "GET",
                           .pattern = "/x",
                           .summary = "",
                           .tag = "",
                           .exchange = {.answer = "nothing"}};
  EXPECT_EQ(openapi(taxonomy(), std::span(&wrong, 1), "1").error().message,
            "/x: there is no schema nothing");
  const RouteSummary twice[] = {{.method = "GET", .pattern = "/x", .summary = "", .tag = ""},
                                {.method = "GET", .pattern = "/x", .summary = "", .tag = ""}};
  EXPECT_EQ(openapi(taxonomy(), twice, "1").error().message, "/x: described twice");
}

}  // namespace
}  // namespace hfi::server

#include "server/openapi/component_schemas.h"

#include "core/error_table.h"
#include "server/openapi/embedded_answers.h"

namespace hfi::server {
namespace {

using tasks::Contract;
using tasks::Taxonomy;

json::Array references(const Taxonomy& taxonomy, std::string_view part) {
  json::Array all;
  for (const auto& contract : taxonomy.contracts())
    all.push_back(reference(contract.task + "." + std::string(part)));
  return all;
}

json::Array names_of(const Contract& contract) {
  json::Array names{json::Value(contract.task)};
  for (const auto& alias : contract.aliases) names.emplace_back(alias);
  return names;
}

// The request envelope, with the task, inputs and options of one contract.
json::Object request_of(const Contract& contract, const json::Object& envelope) {
  auto request = envelope;
  request["title"] = contract.document.at("title");
  request["description"] = contract.document.at("description");
  request["required"] = {"model_id", "task", "inputs"};
  auto& properties = request["properties"].as_object();
  properties["task"] = {{"type", "string"}, {"enum", names_of(contract)}};
  properties["inputs"] = reference(contract.task + ".inputs");
  properties["options"] = reference(contract.task + ".options");
  return request;
}

json::Object any_request(const Taxonomy& taxonomy) {
  json::Object mapping;
  for (const auto& contract : taxonomy.contracts())
    for (const auto& name : names_of(contract))
      mapping[name.as_string()] = reference(contract.task + ".request").at("$ref");
  return {{"oneOf", references(taxonomy, "request")},
          {"discriminator", {{"propertyName", "task"}, {"mapping", std::move(mapping)}}}};
}

json::Object any_response(const Taxonomy& taxonomy) {
  auto response = taxonomy.envelopes().at("response").as_object();
  response["properties"]
      .as_object()["result"]
      .as_object()["properties"]
      .as_object()["task_output"] = {{"anyOf", references(taxonomy, "output")}};
  return response;
}

// The codes are in a table of their own, not in the schema file.
void name_codes(json::Object& failure) {
  json::Array codes;
  for (const auto& row : error_table()) codes.emplace_back(row.name);
  failure["properties"].as_object()["code"].as_object()["enum"] = std::move(codes);
}

}  // namespace

json::Object reference(std::string_view schema) {
  return {{"$ref", "#/components/schemas/" + std::string(schema)}};
}

Result<json::Object> component_schemas(const Taxonomy& taxonomy) {
  auto schemas = taxonomy.envelopes();
  const auto files = TRY(tasks::read_schema_files(embedded_answers()));
  for (const auto& [name, file] : files) {
    const auto answers = TRY(tasks::definitions(files, name));
    schemas.insert(answers.begin(), answers.end());
  }
  name_codes(schemas["failure"].as_object());
  schemas["error"].as_object()["properties"].as_object()["error"] = reference("failure");
  for (const auto& contract : taxonomy.contracts()) {
    for (const auto* part : {"inputs", "options", "output"})
      schemas[contract.task + "." + part] = contract.document.at(part);
    schemas[contract.task + ".request"] =
        request_of(contract, taxonomy.envelopes().at("request").as_object());
  }
  schemas["inference_request"] = any_request(taxonomy);
  schemas["inference_response"] = any_response(taxonomy);
  return schemas;
}

}  // namespace hfi::server

#include "tasks/contract/prepare.h"

#include <algorithm>

#include "hub/names.h"
#include "tasks/contract/arrange.h"
#include "tasks/contract/expectation.h"
#include "tasks/contract/nearest_name.h"
#include "tasks/contract/required_inputs.h"
#include "tasks/contract/violation.h"

namespace hfi::tasks {
namespace {

std::string_view text_at(const json::Object& object, std::string_view key) {
  const auto* found = object.if_contains(key);
  return found != nullptr && found->is_string() ? std::string_view(found->get_string()) : "";
}

json::Object take_object(json::Object& from, std::string_view key) {
  auto* found = from.if_contains(key);
  return found != nullptr && found->is_object() ? std::move(found->get_object()) : json::Object{};
}

Result<void> check_body(const Taxonomy& taxonomy, const json::Value& body) {
  if (auto violation = find_violation(taxonomy.request(), body, ""))
    return tl::unexpected(to_error(ErrorCode::invalid_request, std::move(*violation)));
  const auto& request = body.get_object();
  TRY(hub::check_model_id(text_at(request, "model_id")));
  if (request.at("inputs").as_object().empty())
    return fail(ErrorCode::invalid_request, "inputs: empty; `GET /api/tasks` has examples");
  return {};
}

Result<const Contract*> find_contract(const Taxonomy& taxonomy, const json::Object& request) {
  auto name = text_at(request, "task");
  if (name.empty()) name = text_at(request.at("inputs").as_object(), "_task");
  if (name.empty())
    return fail(ErrorCode::missing_task, "task: absent; name one of the ids in `GET /api/tasks`");
  if (const auto* contract = taxonomy.find(name)) return contract;
  return fail(ErrorCode::task_not_supported,
              "task: there is no " + shown(json::Value(name)) +
                  did_you_mean(nearest_name(name, taxonomy.names())),
              {{"task", cut(name)}});
}

std::string listing(const std::vector<std::string>& names) {
  std::string text;
  for (const auto& name : names)
    text.append(text.empty() ? "\"" : ", \"").append(name).append("\"");
  return text;
}

Result<void> check_device(const Contract& contract, const Abilities& abilities,
                          const json::Object& options) {
  const auto* asked = options.if_contains("device");
  const auto& device = asked == nullptr ? contract.defaults.at("device") : *asked;
  if (!device.is_string()) return {};  // validation says so
  const std::string name(device.get_string());
  const auto has = [&](const std::vector<std::string>& names) {
    return std::ranges::find(names, name) != names.end();
  };
  const auto refused = [&](const std::string& why, const std::vector<std::string>& available) {
    return fail(ErrorCode::device_unsupported,
                "options.device: " + shown(device) + " " + why + listing(available),
                {{"device", name}, {"available", json::Array(available.begin(), available.end())}});
  };
  if (!has(abilities.devices))
    return refused("is not available on this machine; choose one of ", abilities.devices);
  if (!contract.devices.empty() && !has(contract.devices))
    return refused("cannot serve " + contract.task + "; it needs one of ", contract.devices);
  return {};
}

Result<void> check_present(const Contract& contract, const json::Object& inputs) {
  const auto missing = missing_inputs(contract.inputs.document(), inputs);
  if (missing.empty()) return check_exclusive(contract.inputs.document(), inputs);
  return fail(
      ErrorCode::missing_inputs,
      "inputs: " + listing(missing) + " absent or empty; `details.example` is a request that works",
      {{"missing", json::Array(missing.begin(), missing.end())},
       {"example", shown_example(contract)}});
}

Result<json::Object> check_values(const Schema& schema, json::Object object, Section section) {
  const bool inputs = section == Section::inputs;
  json::Value value(std::move(object));
  if (auto violation = find_violation(schema, value, inputs ? "inputs" : "options"))
    return tl::unexpected(to_error(inputs ? ErrorCode::invalid_input : ErrorCode::invalid_option,
                                   std::move(*violation)));
  return std::move(value.get_object());
}

std::optional<std::string> take_text(json::Object& options, std::string_view name) {
  const auto* found = options.if_contains(name);
  if (found == nullptr) return std::nullopt;
  std::string text(found->as_string());
  options.erase(name);
  return text;
}

// The options of every task say which form of the model is meant; the others are the task's own.
Variant take_variant(json::Object& options) {
  return {.revision = take_text(options, "revision").value_or(""),
          .device = take_text(options, "device").value_or(""),
          .dtype = take_text(options, "dtype"),
          .source = take_text(options, "source")};
}

Result<void> check_revision(const std::string& revision) {
  if (auto checked = hub::check_revision(revision); !checked)
    return fail(ErrorCode::invalid_option, "options." + checked.error().message);
  return {};
}

}  // namespace

Result<Prepared> prepare(const Taxonomy& taxonomy, const Abilities& abilities, json::Value body) {
  TRY(check_body(taxonomy, body));
  auto& request = body.get_object();
  const auto& contract = *TRY(find_contract(taxonomy, request));

  auto arranged =
      TRY(arrange(contract, take_object(request, "inputs"), take_object(request, "options")));
  TRY(check_device(contract, abilities, arranged.options));
  TRY(check_present(contract, arranged.inputs));
  auto inputs = TRY(check_values(contract.inputs, std::move(arranged.inputs), Section::inputs));
  auto options = TRY(check_values(contract.options, std::move(arranged.options), Section::options));
  for (const auto& [name, value] : contract.defaults)
    options.emplace(name, value);  // keeps what is there
  auto variant = take_variant(options);
  TRY(check_revision(variant.revision));
  if (!abilities.serves(contract.task))
    return fail(ErrorCode::task_not_supported,
                "task: " + contract.task + " has no runner in this program yet",
                {{"task", contract.task}, {"model_id", request.at("model_id")}});
  return Prepared{.contract = &contract,
                  .model_id = std::string(text_at(request, "model_id")),
                  .variant = std::move(variant),
                  .inputs = std::move(inputs),
                  .options = std::move(options)};
}

}  // namespace hfi::tasks

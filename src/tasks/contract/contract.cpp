#include "tasks/contract/contract.h"

#include "tasks/contract/violation.h"

namespace hfi::tasks {
namespace {

Error defect(std::string_view file, const std::string& what) {
  return {ErrorCode::internal_error, std::string(file) + ": " + what};
}

std::vector<std::string> strings(const json::Object& object, std::string_view key) {
  std::vector<std::string> texts;
  if (const auto* array = object.if_contains(key))
    for (const auto& text : array->as_array()) texts.emplace_back(text.as_string());
  return texts;
}

const json::Object& properties(const Schema& schema) {
  static const json::Object none;
  const auto* found = schema.document().if_contains("properties");
  return found == nullptr || !found->is_object() ? none : found->get_object();
}

// Adds the names of the properties of one section; false when a name is taken.
bool add_names(Contract& contract, Section section) {
  const bool inputs = section == Section::inputs;
  auto& own = inputs ? contract.accepted_inputs : contract.accepted_options;
  auto& other = inputs ? contract.accepted_options : contract.accepted_inputs;
  for (const auto& property : properties(inputs ? contract.inputs : contract.options)) {
    const auto& schema = property.value().as_object();
    const Destination destination{section, property.key()};
    auto names = strings(schema, "x-aliases");
    names.push_back(destination.name);
    for (const auto& name : names) {
      if (!own.emplace(name, destination).second) return false;
      if (schema.contains("x-accepted-in") && !other.emplace(name, destination).second)
        return false;
    }
  }
  return true;
}

json::Object defaults_of(const Schema& options) {
  json::Object defaults;
  for (const auto& property : properties(options))
    if (const auto* value = property.value().as_object().if_contains("default"))
      defaults[property.key()] = *value;
  return defaults;
}

json::Value without_markers(const json::Value& value) {
  if (const auto* array = value.if_array()) {
    json::Array result;
    for (const auto& element : *array) result.push_back(without_markers(element));
    return result;
  }
  const auto* object = value.if_object();
  if (object == nullptr) return value;
  if (const auto* file = object->if_contains("$media"))
    return json::String("<base64 of " + std::string(file->as_string()) + ">");
  json::Object result;
  for (const auto& member : *object) result[member.key()] = without_markers(member.value());
  return result;
}

}  // namespace

Result<Contract> make_contract(const SchemaFiles& files, std::string_view file,
                               const Schema& shape) {
  const auto found = files.find(file);
  if (found == files.end()) return tl::unexpected(defect(file, "there is no such schema file"));
  auto document = TRY(expand(files, file, found->second));
  if (auto violation = find_violation(shape, document, std::string(file)))
    return tl::unexpected(to_error(ErrorCode::internal_error, std::move(*violation)));

  auto& object = document.get_object();
  const auto compile = [&](std::string_view section) {
    return within(std::string(file) + ": " + std::string(section),
                  Schema::compile(object.at(section)));
  };
  // not inside the braces below: what they hold by then would leak when one of these fails
  const auto inputs = TRY(compile("inputs"));
  const auto options = TRY(compile("options"));
  const auto output = TRY(compile("output"));
  Contract contract{.task = std::string(object.at("task").as_string()),
                    .aliases = strings(object, "aliases"),
                    .devices = strings(object.at("needs").as_object(), "devices"),
                    .streams = std::nullopt,
                    .document = object,
                    .inputs = inputs,
                    .options = options,
                    .output = output,
                    .accepted_inputs = {},
                    .accepted_options = {},
                    .defaults = {}};
  if (const auto* kind = object.at("streams").if_string()) contract.streams = std::string(*kind);
  contract.defaults = defaults_of(contract.options);
  if (!contract.defaults.contains("device") || !contract.defaults.contains("revision"))
    return tl::unexpected(defect(file, "options: lack those of every task"));
  if (!add_names(contract, Section::inputs) || !add_names(contract, Section::options))
    return tl::unexpected(defect(file, "two inputs or options answer to one name"));
  return contract;
}

json::Object listed(const Contract& contract, bool supported) {
  auto object = contract.document;
  object["supported"] = supported;
  return object;
}

json::Object shown_example(const Contract& contract) {
  const auto& example = contract.document.at("examples").as_array().front();
  return without_markers(example).as_object();
}

}  // namespace hfi::tasks

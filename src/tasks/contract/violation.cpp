#include "tasks/contract/violation.h"

#include <algorithm>

#include "tasks/contract/expectation.h"
#include "tasks/contract/nearest_name.h"

namespace hfi::tasks {
namespace {

constexpr std::size_t most_values = 1'000'000;

// Values in lists and objects, their own included; counting stops beyond the limit.
std::size_t count_values(const json::Value& value) {
  std::size_t count = 1;
  if (const auto* array = value.if_array()) {
    for (const auto& element : *array)
      if (count <= most_values) count += count_values(element);
  } else if (const auto* object = value.if_object()) {
    for (const auto& member : *object)
      if (count <= most_values) count += count_values(member.value());
  }
  return count;
}

const json::Object& no_properties() {
  static const json::Object none;
  return none;
}

const json::Object* object_at(const json::Object& schema, std::string_view keyword) {
  const auto* found = schema.if_contains(keyword);
  return found == nullptr ? nullptr : found->if_object();
}

const json::Array* array_at(const json::Object& schema, std::string_view keyword) {
  const auto* found = schema.if_contains(keyword);
  return found == nullptr ? nullptr : found->if_array();
}

std::string member_path(const std::string& path, std::string_view name) {
  return (path.empty() ? "" : path + ".") + std::string(cut(name));
}

// What a schema says of lists and objects applies to these only, so that its type decides whether to
// look inside a value.
bool describes(const json::Object& schema, const json::Value& value) {
  return (value.is_object() &&
          (schema.contains("properties") || schema.contains("additionalProperties"))) ||
         (value.is_array() && schema.contains("items"));
}

// What follows looks for the cause in a value that is known to be refused.
using Found = std::optional<Violation>;
Violation locate(const json::Object& schema, const json::Value& value, const std::string& path);

Found inside(const json::Object& schema, const json::Value& value, const std::string& path) {
  const auto compiled = Schema::compile(schema);
  if (!compiled || compiled->accepts(value)) return std::nullopt;
  return locate(schema, value, path);
}

Found unknown_name(const json::Object& schema, const json::Object& object,
                   const std::string& path) {
  const auto* others = schema.if_contains("additionalProperties");
  if (others == nullptr || !others->is_bool() || others->get_bool()) return std::nullopt;
  const auto* properties = object_at(schema, "properties");
  std::vector<std::string> known;
  for (const auto& member : properties == nullptr ? no_properties() : *properties)
    known.emplace_back(member.key());

  for (const auto& member : object) {
    const std::string name(member.key());
    if (std::ranges::find(known, name) != known.end()) continue;
    const auto nearest = nearest_name(name, known);
    json::Object details;
    if (nearest) details["nearest"] = *nearest;
    details["known"] = json::Array(known.begin(), known.end());
    return Violation{member_path(path, name), "unknown name" + did_you_mean(nearest),
                     std::move(details)};
  }
  return std::nullopt;
}

Found in_object(const json::Object& schema, const json::Object& object, const std::string& path) {
  if (auto found = unknown_name(schema, object, path)) return found;
  if (const auto* required = array_at(schema, "required"))
    for (const auto& name : *required)
      if (!object.contains(name.as_string()))
        return Violation{member_path(path, name.as_string()), "is required"};

  const auto* properties = object_at(schema, "properties");
  const auto* others = object_at(schema, "additionalProperties");
  for (const auto& member : object) {
    const auto* property = properties == nullptr ? nullptr : object_at(*properties, member.key());
    if (property == nullptr) property = others;
    if (property == nullptr) continue;
    if (auto found = inside(*property, member.value(), member_path(path, member.key())))
      return found;
  }
  return std::nullopt;
}

Found in_array(const json::Object& schema, const json::Array& array, const std::string& path) {
  const auto* items = object_at(schema, "items");
  if (items == nullptr) return std::nullopt;
  const auto compiled = Schema::compile(*items);
  if (!compiled) return std::nullopt;
  const auto* refused =
      std::ranges::find_if_not(array, [&](const auto& item) { return compiled->accepts(item); });
  if (refused == array.end()) return std::nullopt;
  return locate(*items, *refused, path + "[" + std::to_string(refused - array.begin()) + "]");
}

// The schemas among which a value may choose, as far as they look inside it.
std::vector<const json::Object*> choices_for(const json::Object& schema, const json::Value& value) {
  std::vector<const json::Object*> found;
  for (const auto* keyword : {"anyOf", "oneOf"})
    if (const auto* choices = array_at(schema, keyword))
      for (const auto& choice : *choices)
        if (choice.is_object() && describes(choice.get_object(), value))
          found.push_back(&choice.get_object());
  return found;
}

// In the choice that the value comes closest to: where the violation lies deepest.
Found in_choices(const json::Object& schema, const json::Value& value, const std::string& path) {
  Found best;
  auto deepest = path.size();
  for (const auto* choice : choices_for(schema, value)) {
    auto found = inside(*choice, value, path);
    if (!found || found->path.size() <= deepest) continue;
    deepest = found->path.size();
    best = std::move(found);
  }
  return best;
}

Violation locate(const json::Object& schema, const json::Value& value, const std::string& path) {
  Found found;
  if (describes(schema, value))
    found = value.is_object() ? in_object(schema, value.get_object(), path)
                              : in_array(schema, value.get_array(), path);
  if (!found) found = in_choices(schema, value, path);
  if (found) return *found;
  return {path, "expected " + expectation(schema) + ", got " + shown(value)};
}

}  // namespace

Found find_violation(const Schema& schema, const json::Value& value, const std::string& path) {
  if (count_values(value) > most_values)
    return Violation{path,
                     "more than " + std::to_string(most_values) + " values in lists and objects"};
  if (schema.accepts(value)) return std::nullopt;
  return locate(schema.document(), value, path);
}

Error to_error(ErrorCode code, Violation violation) {
  if (violation.path.empty()) violation.path = "body";
  json::Object details;
  details["path"] = violation.path;
  for (auto& member : violation.details) details[member.key()] = std::move(member.value());
  return {code, violation.path + ": " + violation.problem, std::move(details)};
}

}  // namespace hfi::tasks

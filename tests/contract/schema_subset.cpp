#include "contract/schema_subset.h"

#include <set>

namespace hfi::tasks {
namespace {

using Names = std::set<std::string, std::less<>>;

const Names keywords = {"type",
                        "enum",
                        "minimum",
                        "maximum",
                        "exclusiveMinimum",
                        "exclusiveMaximum",
                        "multipleOf",
                        "minLength",
                        "items",
                        "minItems",
                        "maxItems",
                        "properties",
                        "required",
                        "additionalProperties",
                        "anyOf",
                        "oneOf",
                        "title",
                        "description",
                        "default",
                        "x-aliases",
                        "x-accepted-in",
                        "x-default",
                        "x-widget"};
const Names types = {"string", "integer", "number", "boolean", "array", "object", "null"};
const Names widgets = {"text",  "textarea", "question", "chat", "chips", "list",
                       "pairs", "table",    "series",   "json", "image", "audio",
                       "video", "document", "points",   "boxes"};
const Names sections = {"inputs", "options"};

bool is_one_of(const json::Value& value, const Names& names) {
  return value.is_string() && names.contains(std::string_view(value.get_string()));
}

bool is_type(const json::Value& value) {
  const auto* several = value.if_array();
  return several == nullptr
             ? is_one_of(value, types)
             : std::ranges::all_of(*several, [](const auto& one) { return is_one_of(one, types); });
}

std::string outside_nested(std::string_view keyword, const json::Value& value,
                           const std::string& place) {
  if (keyword == "items") return outside_subset(value, place + "[]");
  if (keyword == "additionalProperties" && !value.is_bool())
    return outside_subset(value, place + ".*");
  if (keyword == "anyOf" || keyword == "oneOf")
    for (const auto& choice : value.as_array())
      if (auto found = outside_subset(choice, place + "|"); !found.empty()) return found;
  if (keyword == "properties")
    for (const auto& [name, property] : value.as_object())
      if (auto found = outside_subset(property, place + "." + std::string(name)); !found.empty())
        return found;
  return "";
}

}  // namespace

std::string outside_subset(const json::Value& schema, const std::string& place) {
  if (!schema.is_object()) return place + ": not an object";
  for (const auto& [keyword, value] : schema.get_object()) {
    if (!keywords.contains(std::string_view(keyword)))
      return place + ": keyword " + std::string(keyword);
    if (keyword == "type" && !is_type(value)) return place + ": type " + json::dump(value);
    if (keyword == "x-widget" && !is_one_of(value, widgets))
      return place + ": x-widget " + json::dump(value);
    if (keyword == "x-accepted-in" && !is_one_of(value, sections))
      return place + ": x-accepted-in " + json::dump(value);
    if (auto found = outside_nested(keyword, value, place); !found.empty()) return found;
  }
  return "";
}

}  // namespace hfi::tasks

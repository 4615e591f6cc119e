#include "tasks/contract/expectation.h"

#include <algorithm>

namespace hfi::tasks {
namespace {

constexpr std::size_t longest_shown = 64;  // bytes of a string

using Strings = std::vector<std::string>;

std::string joined(const Strings& parts, std::string_view between) {
  std::string text;
  for (const auto& part : parts) text.append(text.empty() ? "" : between).append(part);
  return text;
}

// `{"type": "integer"}` in the singular and in the plural.
struct Noun {
  std::string_view type, one, many;
};
constexpr Noun nouns[] = {
    {"string", "a string", "strings"}, {"integer", "an integer", "integers"},
    {"number", "a number", "numbers"}, {"boolean", "true or false", "booleans"},
    {"array", "a list", "lists"},      {"object", "an object", "objects"},
    {"null", "null", "nulls"},
};

const Noun* noun_of(const json::Value& type) {
  const auto* found = std::ranges::find(
      nouns, type.is_string() ? std::string_view(type.get_string()) : "", &Noun::type);
  return found == std::end(nouns) ? nullptr : found;
}

// ` from 1 to 64`, ` ≥ 1`, ` > 0 and ≤ 1`, or nothing.
std::string range(const json::Object& schema) {
  const auto* least = schema.if_contains("minimum");
  const auto* most = schema.if_contains("maximum");
  if (least != nullptr && most != nullptr)
    return " from " + json::dump(*least) + " to " + json::dump(*most);
  Strings bounds;
  for (const auto& [keyword, sign] : {std::pair{"minimum", "≥ "},
                                      {"exclusiveMinimum", "> "},
                                      {"maximum", "≤ "},
                                      {"exclusiveMaximum", "< "}})
    if (const auto* bound = schema.if_contains(keyword))
      bounds.push_back(sign + json::dump(*bound));
  return bounds.empty() ? "" : " " + joined(bounds, " and ");
}

// `2 to 5 `, from the keywords that limit a list.
std::string sizes(const json::Object& schema) {
  const auto* least = schema.if_contains("minItems");
  const auto* most = schema.if_contains("maxItems");
  if (least == nullptr && most == nullptr) return "";
  if (most == nullptr) return "at least " + json::dump(*least) + " ";
  if (least == nullptr) return "at most " + json::dump(*most) + " ";
  if (*least == *most) return "exactly " + json::dump(*most) + " ";
  return json::dump(*least) + " to " + json::dump(*most) + " ";
}

// `a list of 1 to 1000 strings`
std::string list(const json::Object& schema) {
  const auto* items = schema.if_contains("items");
  const auto* type =
      items != nullptr && items->is_object() ? items->get_object().if_contains("type") : nullptr;
  const auto* noun = type == nullptr ? nullptr : noun_of(*type);
  return "a list of " + sizes(schema) + std::string(noun == nullptr ? "values" : noun->many);
}

std::string of_type(const json::Object& schema, const json::Value& type) {
  const auto* noun = noun_of(type);
  if (noun == nullptr) return "something else";
  if (noun->type == "array") return list(schema);
  if (noun->type == "string" && schema.contains("minLength")) return "a non-empty string";
  std::string text(noun->one);
  if (noun->type == "integer" || noun->type == "number") text += range(schema);
  if (const auto* unit = schema.if_contains("multipleOf"))
    text += ", a multiple of " + json::dump(*unit);
  return text;
}

// `"query" and "candidates"`, for a choice between groups of names.
std::string required_names(const json::Object& schema) {
  const auto* names = schema.if_contains("required");
  if (names == nullptr || !names->is_array()) return "something else";
  Strings texts;
  for (const auto& name : names->get_array()) texts.push_back(json::dump(name));
  return joined(texts, " and ");
}

Strings each(const json::Array& schemas) {
  Strings texts;
  for (const auto& schema : schemas)
    if (schema.is_object()) texts.push_back(expectation(schema.get_object()));
  return texts;
}

}  // namespace

std::string expectation(const json::Object& schema) {
  if (const auto* values = schema.if_contains("enum"); values != nullptr && values->is_array()) {
    Strings texts;
    for (const auto& value : values->get_array()) texts.push_back(json::dump(value));
    return (texts.size() == 1 ? "" : "one of ") + joined(texts, ", ");
  }
  for (const auto* keyword : {"anyOf", "oneOf"})
    if (const auto* choices = schema.if_contains(keyword);
        choices != nullptr && choices->is_array())
      return joined(each(choices->get_array()), " or ");

  const auto* type = schema.if_contains("type");
  if (type == nullptr) return required_names(schema);
  if (!type->is_array()) return of_type(schema, *type);
  Strings texts;
  for (const auto& one : type->get_array()) texts.push_back(of_type(schema, one));
  return joined(texts, " or ");
}

std::string shown(const json::Value& value) {
  if (const auto* array = value.if_array())
    return array->empty() ? "an empty list" : "a list of " + std::to_string(array->size());
  if (const auto* object = value.if_object())
    return object->empty() ? "an empty object" : "an object";
  const auto* string = value.if_string();
  if (string == nullptr || string->size() <= longest_shown) return json::dump(value);
  return json::dump(json::Value(cut(*string))) + "… (" + std::to_string(string->size()) + " bytes)";
}

std::string_view cut(std::string_view text) {
  if (text.size() <= longest_shown) return text;
  auto end = longest_shown;
  while ((static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return text.substr(0, end);
}

}  // namespace hfi::tasks

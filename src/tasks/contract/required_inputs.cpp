#include "tasks/contract/required_inputs.h"

#include <algorithm>

#include "tasks/contract/violation.h"

namespace hfi::tasks {
namespace {

using Names = std::vector<std::string>;

Names names_at(const json::Object& schema, std::string_view key) {
  Names names;
  if (const auto* array = schema.if_contains(key); array != nullptr && array->is_array())
    for (const auto& name : array->get_array()) names.emplace_back(name.as_string());
  return names;
}

std::vector<Names> groups_at(const json::Object& schema, std::string_view keyword) {
  std::vector<Names> groups;
  if (const auto* choices = schema.if_contains(keyword); choices != nullptr && choices->is_array())
    for (const auto& choice : choices->get_array())
      groups.push_back(names_at(choice.as_object(), "required"));
  return groups;
}

bool is_empty(const json::Value* value) {
  if (value == nullptr || value->is_null()) return true;
  if (const auto* string = value->if_string()) return string->empty();
  if (const auto* array = value->if_array()) return array->empty();
  const auto* object = value->if_object();
  return object != nullptr && object->empty();
}

Names lacking(const Names& names, const json::Object& inputs) {
  Names absent;
  for (const auto& name : names)
    if (is_empty(inputs.if_contains(name))) absent.push_back(name);
  return absent;
}

std::string joined(const Names& names, std::string_view between) {
  std::string text;
  for (const auto& name : names) text.append(text.empty() ? "" : between).append(name);
  return text;
}

bool is_begun(const Names& group, const json::Object& inputs) {
  return lacking(group, inputs).size() < group.size();
}

// What the group that comes nearest to being complete lacks; nothing when one is complete.
Names missing_of(const std::vector<Names>& groups, const json::Object& inputs) {
  Names least;
  Names all;
  for (const auto& group : groups) {
    all.push_back(joined(group, "_and_"));
    auto absent = lacking(group, inputs);
    if (absent.empty()) return {};
    if (absent.size() < group.size() && (least.empty() || absent.size() < least.size()))
      least = std::move(absent);
  }
  if (groups.empty() || !least.empty()) return least;
  return {joined(all, "_or_")};
}

}  // namespace

std::vector<std::string> missing_inputs(const json::Object& schema, const json::Object& inputs) {
  auto missing = lacking(names_at(schema, "required"), inputs);
  for (const auto* keyword : {"oneOf", "anyOf"})
    std::ranges::move(missing_of(groups_at(schema, keyword), inputs), std::back_inserter(missing));
  return missing;
}

Result<void> check_exclusive(const json::Object& schema, const json::Object& inputs) {
  Names begun;
  for (const auto& group : groups_at(schema, "oneOf"))
    if (is_begun(group, inputs)) begun.push_back("`" + joined(group, "` with `") + "`");
  if (begun.size() < 2) return {};
  return tl::unexpected(to_error(
      ErrorCode::invalid_input, {"inputs", "send either " + joined(begun, " or ") + ", not both"}));
}

}  // namespace hfi::tasks

#include "tasks/contract/references.h"

#include "core/parse_json.h"

namespace hfi::tasks {
namespace {

constexpr int deepest = 32;  // of references that lead to references
constexpr std::string_view definitions = "#/$defs/";

struct Place {
  const SchemaFiles& files;
  std::string_view file;
  int depth = 0;
};

Result<json::Value> expand_at(Place place, const json::Value& schema);

std::string_view file_name(std::string_view path) {
  return path.substr(path.find_last_of('/') + 1);  // npos + 1 is 0
}

Result<json::Value> expand_reference(Place place, std::string_view reference) {
  const auto hash = reference.find(definitions);
  const auto where = std::string(place.file) + ": $ref " + std::string(reference);
  if (hash == std::string_view::npos || place.depth == deepest)
    return fail(ErrorCode::internal_error,
                where + ": not of the form <file>#/$defs/<name>, or circular");

  const auto name = reference.substr(hash + definitions.size());
  const auto target = hash == 0 ? place.file : file_name(reference.substr(0, hash));
  const auto file = place.files.find(target);
  if (file == place.files.end())
    return fail(ErrorCode::internal_error, where + ": there is no such file");
  const auto* defs = file->second.if_contains("$defs");
  const auto* found =
      defs != nullptr && defs->is_object() ? defs->get_object().if_contains(name) : nullptr;
  if (found == nullptr)
    return fail(ErrorCode::internal_error, where + ": there is no such definition");
  return expand_at({place.files, file->first, place.depth + 1}, *found);
}

// Adds what `part` describes to `whole`, which keeps its own where both have a property.
void merge(json::Object& whole, const json::Object& part) {
  for (const auto& member : part) {
    auto& own = whole[member.key()];
    const auto& theirs = member.value();
    if (own.is_null()) {
      own = theirs;
    } else if (member.key() == "properties" && own.is_object() && theirs.is_object()) {
      for (const auto& property : theirs.get_object()) own.get_object().insert(property);
    } else if (member.key() == "required" && own.is_array() && theirs.is_array()) {
      for (const auto& name : theirs.get_array()) own.get_array().push_back(name);
    }
  }
}

// What `$ref` leads to; an empty object when there is none.
Result<json::Object> target_of(Place place, const json::Object& schema) {
  const auto* reference = schema.if_contains("$ref");
  if (reference == nullptr || !reference->is_string()) return json::Object{};
  auto target = TRY(expand_reference(place, reference->get_string()));
  return target.is_object() ? std::move(target.get_object()) : json::Object{};
}

Result<void> merge_parts(Place place, const json::Object& schema, json::Object& whole) {
  const auto* parts = schema.if_contains("allOf");
  if (parts == nullptr || !parts->is_array()) return {};
  for (const auto& part : parts->get_array()) {
    const auto other = TRY(expand_at(place, part));
    if (other.is_object()) merge(whole, other.get_object());
  }
  return {};
}

Result<json::Value> expand_object(Place place, const json::Object& schema) {
  auto expanded = TRY(target_of(place, schema));
  for (const auto& member : schema) {
    if (member.key() == "$ref" || member.key() == "allOf") continue;
    expanded.insert_or_assign(member.key(), TRY(expand_at(place, member.value())));
  }
  TRY(merge_parts(place, schema, expanded));
  return expanded;
}

Result<json::Value> expand_at(Place place, const json::Value& schema) {
  if (const auto* object = schema.if_object()) return expand_object(place, *object);
  const auto* array = schema.if_array();
  if (array == nullptr) return schema;
  json::Array expanded;
  for (const auto& element : *array) expanded.push_back(TRY(expand_at(place, element)));
  return expanded;
}

}  // namespace

Result<SchemaFiles> read_schema_files(std::span<const EmbeddedFile> files) {
  SchemaFiles read;
  for (const auto& [path, content] : files) {
    auto document = TRY(within(path, json::parse_object(content)));
    if (!read.emplace(file_name(path), std::move(document)).second)
      return fail(ErrorCode::internal_error,
                  std::string(path) + ": there is another file of this name");
  }
  return read;
}

Result<json::Object> definitions(const SchemaFiles& files, std::string_view file) {
  const auto found = files.find(file);
  const auto* defs = found == files.end() ? nullptr : found->second.if_contains("$defs");
  if (defs == nullptr || !defs->is_object())
    return fail(ErrorCode::internal_error,
                std::string(file) + ": there is no such file, or it defines nothing");
  return TRY(expand_object({files, file}, defs->get_object())).get_object();
}

Result<json::Value> expand(const SchemaFiles& files, std::string_view file,
                           const json::Value& schema) {
  return expand_at({files, file}, schema);
}

}  // namespace hfi::tasks

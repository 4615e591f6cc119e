#pragma once
// `$ref` and `allOf` in schema files: taken out while loading, so that what is served stands alone.

#include <map>
#include <span>
#include <string>
#include <string_view>

#include "core/embedded_file.h"
#include "core/result.h"

namespace hfi::tasks {

// Schema files by file name; the folders they lie in do not matter.
using SchemaFiles = std::map<std::string, json::Object, std::less<>>;

// Fails with invalid_json, or with internal_error when two files have one name.
Result<SchemaFiles> read_schema_files(std::span<const EmbeddedFile> files);

// All definitions of a file, expanded, by name.
Result<json::Object> definitions(const SchemaFiles& files, std::string_view file);

// `schema`, found in `file`, without references. `{"$ref": "<path>#/$defs/<name>", …}` becomes the
// definition, with what stands beside the reference instead of its own; the properties and required
// names of what `allOf` lists are added to the object that lists them. Fails with internal_error
// when a reference leads nowhere or in a circle.
Result<json::Value> expand(const SchemaFiles& files, std::string_view file,
                           const json::Value& schema);

}  // namespace hfi::tasks

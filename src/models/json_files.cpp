#include "models/json_files.h"

#include "core/mapped_file.h"
#include "core/parse_json.h"

namespace hfi::models {
namespace {

constexpr std::size_t max_bytes = 64U << 20U;

Result<json::Value> read(const std::filesystem::path& file) {
  const auto text = TRY(read_file(file, max_bytes));
  auto value = within(file.filename().string(), json::parse(text));
  if (!value) value.error().code = ErrorCode::model_invalid;
  return value;
}

}  // namespace

Result<json::Object> read_json(const std::filesystem::path& file) {
  auto value = TRY(read(file));
  if (auto* object = value.if_object()) return std::move(*object);
  return fail(ErrorCode::model_invalid, file.filename().string() + ": expected an object");
}

Result<json::Array> read_json_array(const std::filesystem::path& file) {
  auto value = TRY(read(file));
  if (auto* array = value.if_array()) return std::move(*array);
  return fail(ErrorCode::model_invalid, file.filename().string() + ": expected a list");
}

}  // namespace hfi::models

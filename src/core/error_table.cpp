#include "core/error_table.h"

#include <array>

namespace hfi {
namespace {

constexpr auto table = std::to_array<ErrorRow>({
#define ERROR_CODE(name, status, meaning, remedy) {ErrorCode::name, #name, status, meaning, remedy},
#include "core/error_codes.def"
#undef ERROR_CODE
});

}  // namespace

std::span<const ErrorRow> error_table() { return table; }

const ErrorRow& row_of(ErrorCode code) { return table.at(static_cast<std::size_t>(code)); }

json::Object to_json(const Error& error) {
  json::Object object;
  object["code"] = row_of(error.code).name;
  object["message"] = error.message;
  object["details"] = error.details.empty() ? json::Value(nullptr) : json::Value(error.details);
  return object;
}

}  // namespace hfi

#pragma once
// The table of error codes, as data.

#include <span>
#include <string_view>

#include "core/result.h"

namespace hfi {

struct ErrorRow {
  ErrorCode code;
  std::string_view name;
  int status;  // HTTP
  std::string_view meaning;
  std::string_view remedy;
};

std::span<const ErrorRow> error_table();
const ErrorRow& row_of(ErrorCode code);

// {"code", "message", "details"}; details is null when there are none.
json::Object to_json(const Error& error);

}  // namespace hfi

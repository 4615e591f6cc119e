#pragma once

#include "core/result.h"

namespace hfi::json {

// Text to value: at most 64 levels deep, UTF-8 checked. Fails with invalid_json and the offset.
Result<Value> parse(std::string_view text);

// As parse, but the text must be an object.
Result<Object> parse_object(std::string_view text);

}  // namespace hfi::json

#pragma once
// Schemas and values in words, for messages.

#include <string>
#include <string_view>

#include "core/json.h"

namespace hfi::tasks {

// What a schema asks for: `an integer from 1 to 64`, `a list of strings`, `one of "sigmoid", "none"`.
std::string expectation(const json::Object& schema);

// A value as a message shows it: short ones as JSON, long strings cut, lists and objects by size.
std::string shown(const json::Value& value);

// The beginning of a text that may be long, never ending inside a character.
std::string_view cut(std::string_view text);

}  // namespace hfi::tasks

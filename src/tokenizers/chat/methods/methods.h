#pragma once
// The methods of str, list and dict that change nothing.

#include "tokenizers/chat/arguments.h"

namespace hfi::tokenizers::chat::methods {

using Method = Result<Value> (*)(const Value& self, const Arguments& arguments);

// nullptr when there is none of this name.
Method of_text(std::string_view name);
Method of_list(std::string_view name);
Method of_dict(std::string_view name);

// Whether it is one of those that change a list or a dict, which templates must not.
bool changes_list(std::string_view name);
bool changes_dict(std::string_view name);

}  // namespace hfi::tokenizers::chat::methods

#pragma once
// Values as text.

#include "tokenizers/chat/values/value.h"

namespace hfi::tokenizers::chat {

// str(): what a template prints.
std::string to_text(const Value& value);
// repr(): how a value looks inside of a printed list or dict.
std::string represented(const Value& value);
// The shortest decimal that reads back, as Python writes it: 1.0, 1e-05, inf.
std::string to_text(double value);

struct JsonStyle {
  bool ensure_ascii = false;
  bool sort_keys = false;
  std::optional<std::string> indent{};  // one level of it
  std::string item_separator = ", ";
  std::string key_separator = ": ";
};

// json.dumps(). Fails when the value is not one of JSON's.
Result<std::string> to_json(const Value& value, const JsonStyle& style);

}  // namespace hfi::tokenizers::chat

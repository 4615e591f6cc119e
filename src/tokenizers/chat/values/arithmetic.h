#pragma once
// Python's operators on values. Ints have 64 bits: what does not fit fails.

#include "tokenizers/chat/values/value.h"

namespace hfi::tokenizers::chat {

using Operator = Result<Value> (*)(const Value& left, const Value& right);

Result<Value> add(const Value& left, const Value& right);
Result<Value> subtract(const Value& left, const Value& right);
Result<Value> multiply(const Value& left, const Value& right);
Result<Value> divide(const Value& left, const Value& right);
Result<Value> floor_divide(const Value& left, const Value& right);
// Also the formatting of strings, "%s" % value.
Result<Value> modulo(const Value& left, const Value& right);
Result<Value> power(const Value& left, const Value& right);
Result<Value> negative(const Value& value);
Result<Value> positive(const Value& value);

// Bytes or items of the longest string or list that an operator makes.
constexpr std::size_t max_made = std::size_t{32} << 20U;

// "%s" % values: printf's directives for a tuple of values, a dict or one value.
Result<std::string> format_percent(const std::string& format, const Value& values);

}  // namespace hfi::tokenizers::chat

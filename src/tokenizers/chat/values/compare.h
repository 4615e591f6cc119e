#pragma once
// Truth, equality and order, as Python has them.

#include "tokenizers/chat/values/value.h"

namespace hfi::tokenizers::chat {

bool truth(const Value& value);
bool equal(const Value& left, const Value& right);
// Negative, zero or positive. Fails when Python does not order the two.
Result<int> order(const Value& left, const Value& right);
// `item in container`
Result<bool> contains(const Value& container, const Value& item);

// The number that an int, float or bool is.
std::optional<double> number_of(const Value& value);
// An int or a bool.
std::optional<std::int64_t> integer_of(const Value& value);

// What is iterated over: items of a sequence, keys of a dict, characters of a string; nothing of an Undefined. Fails when
// the value is not iterable.
Result<std::vector<Value>> items_of(const Value& value);
// len(); fails when the value has none.
Result<std::int64_t> length_of(const Value& value);

// Fails with the value's message when it is undefined.
Result<void> defined(const Value& value);

}  // namespace hfi::tokenizers::chat

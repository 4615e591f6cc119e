#pragma once
// Jinja's tests, one per line of catalog.def.

#include "tokenizers/chat/nodes/expressions.h"

namespace hfi::tokenizers::chat::tests {

#define TEST(name, function) \
  Result<bool> function(Renderer& renderer, const Value& value, const Arguments& arguments);
#include "tokenizers/chat/tests/catalog.def"
#undef TEST

// nullptr when there is none of this name.
nodes::Test find(std::string_view name);

}  // namespace hfi::tokenizers::chat::tests

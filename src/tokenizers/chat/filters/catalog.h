#pragma once
// Jinja's filters, one per line of catalog.def, with the arguments that it gives them.

#include "tokenizers/chat/nodes/expressions.h"

namespace hfi::tokenizers::chat::filters {

#define FILTER(name, function) \
  Result<Value> function(Renderer& renderer, const Value& value, const Arguments& arguments);
#include "tokenizers/chat/filters/catalog.def"
#undef FILTER

// nullptr when there is none of this name.
nodes::Filter find(std::string_view name);

// `attribute` of filters that look at their items' members: a name, "one.inside.another", or an index. Undefined where
// there is none.
Result<Value> member_of(Renderer& renderer, const Value& item, const Value& attribute);

// What texts are compared by where case does not matter.
Value without_case(const Value& value);

}  // namespace hfi::tokenizers::chat::filters

#pragma once
// The statements of Jinja; each function makes a node.

#include "tokenizers/chat/nodes/expressions.h"

namespace hfi::tokenizers::chat::nodes {

StatementPtr text(std::size_t line, std::string text);
StatementPtr print(std::size_t line, ExpressionPtr value);
StatementPtr set(std::size_t line, Target target, ExpressionPtr value);
// A filter that is applied to what a block writes.
struct BlockFilter {
  Filter function;
  ArgumentList arguments{};
};
StatementPtr set_block(std::size_t line, Target target, std::vector<BlockFilter> filters,
                       Body body);
StatementPtr filter_block(std::size_t line, std::vector<BlockFilter> filters, Body body);

struct Branch {
  ExpressionPtr condition{};  // nullptr for `else`
  Body body{};
};
StatementPtr branches(std::size_t line, std::vector<Branch> branches);

struct ForLoop {
  Target target{};
  ExpressionPtr items{};
  ExpressionPtr condition{};  // may be nullptr
  bool recursive = false;
  Body body{};
  Body otherwise{};  // where there are no items
};
StatementPtr for_loop(std::size_t line, ForLoop loop);
StatementPtr leave_loop(std::size_t line, Flow flow);

StatementPtr with(std::size_t line, std::vector<std::pair<Target, ExpressionPtr>> values,
                  Body body);
// A block whose names end with it.
StatementPtr scoped(std::size_t line, Body body);

struct Macro {
  std::string name{};
  Signature signature{};
  Body body{};
  // the names of what is left over, where the body uses them
  bool uses_varargs = false;
  bool uses_kwargs = false;
};
StatementPtr macro(std::size_t line, Macro macro);
// Calls `function`, which may call what is in the block as `caller`.
StatementPtr call_block(std::size_t line, Macro caller, ExpressionPtr function,
                        ArgumentList arguments);

}  // namespace hfi::tokenizers::chat::nodes

#pragma once
// The expressions of Jinja; each function makes a node.

#include "tokenizers/chat/renderer.h"
#include "tokenizers/chat/values/arithmetic.h"

namespace hfi::tokenizers::chat::nodes {

ExpressionPtr literal(Value value);
ExpressionPtr list(std::vector<ExpressionPtr> items, Sequence kind);
ExpressionPtr dict(std::vector<std::pair<ExpressionPtr, ExpressionPtr>> entries);

ExpressionPtr name(std::string name);
ExpressionPtr attribute(ExpressionPtr object, std::string name);
ExpressionPtr element(ExpressionPtr object, ExpressionPtr key);
// object[start:stop:step]; each may be nullptr.
struct SliceBounds {
  ExpressionPtr start{};
  ExpressionPtr stop{};
  ExpressionPtr step{};
};
ExpressionPtr slice(ExpressionPtr object, SliceBounds bounds);

ExpressionPtr unary(Result<Value> (*operation)(const Value&), ExpressionPtr operand);
ExpressionPtr binary(Operator operation, ExpressionPtr left, ExpressionPtr right);
// a < b <= c
enum class Comparison { equal, unequal, less, less_equal, greater, greater_equal, in, not_in };
using Comparisons = std::vector<std::pair<Comparison, ExpressionPtr>>;
ExpressionPtr compare(ExpressionPtr first, Comparisons rest);
ExpressionPtr negation(ExpressionPtr operand);
ExpressionPtr conjunction(ExpressionPtr left, ExpressionPtr right);
ExpressionPtr disjunction(ExpressionPtr left, ExpressionPtr right);
ExpressionPtr concatenation(std::vector<ExpressionPtr> parts);
// `value if condition else otherwise`; without `otherwise` it is undefined.
ExpressionPtr conditional(ExpressionPtr condition, ExpressionPtr value, ExpressionPtr otherwise);

ExpressionPtr call(ExpressionPtr callee, ArgumentList arguments);
// Calls `object.name(…)`.
ExpressionPtr method_call(ExpressionPtr object, std::string name, ArgumentList arguments);

// Filters and tests, by their function.
using Filter = Result<Value> (*)(Renderer& renderer, const Value& value,
                                 const Arguments& arguments);
using Test = Result<bool> (*)(Renderer& renderer, const Value& value, const Arguments& arguments);
ExpressionPtr filter(Filter function, ExpressionPtr value, ArgumentList arguments);
ExpressionPtr test(Test function, ExpressionPtr value, ArgumentList arguments);

Result<Arguments> evaluate(const ArgumentList& list, Renderer& renderer);

}  // namespace hfi::tokenizers::chat::nodes

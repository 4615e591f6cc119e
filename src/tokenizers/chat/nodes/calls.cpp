#include "tokenizers/chat/nodes/expressions.h"
#include "tokenizers/chat/values/compare.h"

namespace hfi::tokenizers::chat::nodes {
namespace {

class Call final : public Expression {
 public:
  Call(ExpressionPtr callee, ArgumentList arguments)
      : callee_(std::move(callee)), arguments_(std::move(arguments)) {}

 private:
  [[nodiscard]] Result<Value> compute(Renderer& renderer) const override {
    const auto callee = TRY(callee_->evaluate(renderer));
    return call_value(renderer, callee, TRY(nodes::evaluate(arguments_, renderer)));
  }

  ExpressionPtr callee_;
  ArgumentList arguments_;
};

class MethodCall final : public Expression {
 public:
  MethodCall(ExpressionPtr object, std::string name, ArgumentList arguments)
      : object_(std::move(object)), name_(std::move(name)), arguments_(std::move(arguments)) {}

 private:
  [[nodiscard]] Result<Value> compute(Renderer& renderer) const override {
    const auto object = TRY(object_->evaluate(renderer));
    return call_attribute(renderer, object, name_, TRY(nodes::evaluate(arguments_, renderer)));
  }

  ExpressionPtr object_;
  std::string name_;
  ArgumentList arguments_;
};

template <class Function>
class Applied final : public Expression {
 public:
  Applied(Function function, ExpressionPtr value, ArgumentList arguments)
      : function_(function), value_(std::move(value)), arguments_(std::move(arguments)) {}

 private:
  [[nodiscard]] Result<Value> compute(Renderer& renderer) const override {
    const auto value = TRY(value_->evaluate(renderer));
    auto result =
        Value(TRY(function_(renderer, value, TRY(nodes::evaluate(arguments_, renderer)))));
    if (const auto* text = result.if_text()) TRY(renderer.spend_bytes(text->size()));
    if (const auto* list = result.if_list()) TRY(renderer.spend(list->items.size()));
    return result;
  }

  Function function_;
  ExpressionPtr value_;
  ArgumentList arguments_;
};

}  // namespace

Result<Arguments> evaluate(const ArgumentList& list, Renderer& renderer) {
  Arguments arguments;
  for (const auto& argument : list.positional)
    arguments.positional.push_back(TRY(argument->evaluate(renderer)));
  for (const auto& [name, argument] : list.named)
    arguments.named.emplace_back(name, TRY(argument->evaluate(renderer)));
  if (list.more_positional != nullptr) {
    const auto items = TRY(items_of(TRY(list.more_positional->evaluate(renderer))));
    arguments.positional.insert(arguments.positional.end(), items.begin(), items.end());
  }
  if (list.more_named != nullptr) {
    const auto more = TRY(list.more_named->evaluate(renderer));
    if (more.if_dict() == nullptr) return error("argument after ** must be a mapping");
    for (const auto& [key, value] : more.if_dict()->entries) {
      if (key.if_text() == nullptr) return error("keywords must be strings");
      arguments.named.emplace_back(*key.if_text(), value);
    }
  }
  return arguments;
}

ExpressionPtr call(ExpressionPtr callee, ArgumentList arguments) {
  return std::make_unique<Call>(std::move(callee), std::move(arguments));
}
ExpressionPtr method_call(ExpressionPtr object, std::string name, ArgumentList arguments) {
  return std::make_unique<MethodCall>(std::move(object), std::move(name), std::move(arguments));
}
ExpressionPtr filter(Filter function, ExpressionPtr value, ArgumentList arguments) {
  return std::make_unique<Applied<Filter>>(function, std::move(value), std::move(arguments));
}
ExpressionPtr test(Test function, ExpressionPtr value, ArgumentList arguments) {
  return std::make_unique<Applied<Test>>(function, std::move(value), std::move(arguments));
}

}  // namespace hfi::tokenizers::chat::nodes

#include "tokenizers/chat/nodes/expressions.h"
#include "tokenizers/chat/values/compare.h"
#include "tokenizers/chat/values/text.h"

namespace hfi::tokenizers::chat::nodes {
namespace {

// What a value costs to make.
Result<void> spend_on(const Value& value, Renderer& renderer) {
  if (const auto* text = value.if_text()) return renderer.spend_bytes(text->size());
  if (const auto* list = value.if_list()) return renderer.spend(list->items.size());
  return {};
}

class Unary final : public Expression {
 public:
  Unary(Result<Value> (*operation)(const Value&), ExpressionPtr operand)
      : operation_(operation), operand_(std::move(operand)) {}

 private:
  [[nodiscard]] Result<Value> compute(Renderer& renderer) const override {
    return operation_(TRY(operand_->evaluate(renderer)));
  }

  Result<Value> (*operation_)(const Value&);
  ExpressionPtr operand_;
};

class Binary final : public Expression {
 public:
  Binary(Operator operation, ExpressionPtr left, ExpressionPtr right)
      : operation_(operation), left_(std::move(left)), right_(std::move(right)) {}

 private:
  [[nodiscard]] Result<Value> compute(Renderer& renderer) const override {
    const auto left = TRY(left_->evaluate(renderer));
    const auto right = TRY(right_->evaluate(renderer));
    auto result = TRY(operation_(left, right));
    TRY(spend_on(result, renderer));
    return result;
  }

  Operator operation_;
  ExpressionPtr left_;
  ExpressionPtr right_;
};

Result<bool> holds(Comparison comparison, const Value& left, const Value& right) {
  switch (comparison) {
    case Comparison::equal:
      return equal(left, right);
    case Comparison::unequal:
      return !equal(left, right);
    case Comparison::less:
      return TRY(order(left, right)) < 0;
    case Comparison::less_equal:
      return TRY(order(left, right)) <= 0;
    case Comparison::greater:
      return TRY(order(left, right)) > 0;
    case Comparison::greater_equal:
      return TRY(order(left, right)) >= 0;
    case Comparison::in:
      return contains(right, left);
    case Comparison::not_in:
      return !TRY(contains(right, left));
  }
  return false;
}

class Compare final : public Expression {
 public:
  Compare(ExpressionPtr first, Comparisons rest)
      : first_(std::move(first)), rest_(std::move(rest)) {}

 private:
  [[nodiscard]] Result<Value> compute(Renderer& renderer) const override {
    auto left = TRY(first_->evaluate(renderer));
    for (const auto& [comparison, operand] : rest_) {
      auto right = TRY(operand->evaluate(renderer));
      if (const auto* text = right.if_text()) TRY(renderer.spend_bytes(text->size()));
      if (const auto* list = right.if_list()) TRY(renderer.spend(list->items.size()));
      if (!TRY(holds(comparison, left, right))) return Value(false);
      left = std::move(right);
    }
    return Value(true);
  }

  ExpressionPtr first_;
  Comparisons rest_;
};

class Negation final : public Expression {
 public:
  explicit Negation(ExpressionPtr operand) : operand_(std::move(operand)) {}

 private:
  [[nodiscard]] Result<Value> compute(Renderer& renderer) const override {
    return Value(!truth(TRY(operand_->evaluate(renderer))));
  }

  ExpressionPtr operand_;
};

// `and` and `or`: the value of the operand that decides.
class Logic final : public Expression {
 public:
  Logic(bool decisive, ExpressionPtr left, ExpressionPtr right)
      : decisive_(decisive), left_(std::move(left)), right_(std::move(right)) {}

 private:
  [[nodiscard]] Result<Value> compute(Renderer& renderer) const override {
    auto left = TRY(left_->evaluate(renderer));
    return truth(left) == decisive_ ? Result<Value>(std::move(left)) : right_->evaluate(renderer);
  }

  bool decisive_;
  ExpressionPtr left_;
  ExpressionPtr right_;
};

class Concatenation final : public Expression {
 public:
  explicit Concatenation(std::vector<ExpressionPtr> parts) : parts_(std::move(parts)) {}

 private:
  [[nodiscard]] Result<Value> compute(Renderer& renderer) const override {
    std::string text;
    for (const auto& part : parts_) {
      const auto piece = to_text(TRY(part->evaluate(renderer)));
      TRY(renderer.spend_bytes(piece.size()));
      if (text.size() + piece.size() > max_made)
        return error("a string longer than " + std::to_string(max_made) + " bytes");
      text += piece;
    }
    return Value(std::move(text));
  }

  std::vector<ExpressionPtr> parts_;
};

class Conditional final : public Expression {
 public:
  Conditional(ExpressionPtr condition, ExpressionPtr value, ExpressionPtr otherwise)
      : condition_(std::move(condition)),
        value_(std::move(value)),
        otherwise_(std::move(otherwise)) {}

 private:
  [[nodiscard]] Result<Value> compute(Renderer& renderer) const override {
    if (truth(TRY(condition_->evaluate(renderer)))) return value_->evaluate(renderer);
    if (otherwise_ != nullptr) return otherwise_->evaluate(renderer);
    return Value::undefined(
        "the inline if-expression evaluated to false and no else section was defined.");
  }

  ExpressionPtr condition_;
  ExpressionPtr value_;
  ExpressionPtr otherwise_;
};

}  // namespace

ExpressionPtr unary(Result<Value> (*operation)(const Value&), ExpressionPtr operand) {
  return std::make_unique<Unary>(operation, std::move(operand));
}
ExpressionPtr binary(Operator operation, ExpressionPtr left, ExpressionPtr right) {
  return std::make_unique<Binary>(operation, std::move(left), std::move(right));
}
ExpressionPtr compare(ExpressionPtr first, Comparisons rest) {
  return std::make_unique<Compare>(std::move(first), std::move(rest));
}
ExpressionPtr negation(ExpressionPtr operand) {
  return std::make_unique<Negation>(std::move(operand));
}
ExpressionPtr conjunction(ExpressionPtr left, ExpressionPtr right) {
  return std::make_unique<Logic>(false, std::move(left), std::move(right));
}
ExpressionPtr disjunction(ExpressionPtr left, ExpressionPtr right) {
  return std::make_unique<Logic>(true, std::move(left), std::move(right));
}
ExpressionPtr concatenation(std::vector<ExpressionPtr> parts) {
  return std::make_unique<Concatenation>(std::move(parts));
}
ExpressionPtr conditional(ExpressionPtr condition, ExpressionPtr value, ExpressionPtr otherwise) {
  return std::make_unique<Conditional>(std::move(condition), std::move(value),
                                       std::move(otherwise));
}

}  // namespace hfi::tokenizers::chat::nodes

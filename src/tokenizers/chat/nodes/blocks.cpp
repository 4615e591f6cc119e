// Output, assignment, branches and scopes.

#include "tokenizers/chat/nodes/statements.h"
#include "tokenizers/chat/values/compare.h"
#include "tokenizers/chat/values/text.h"

namespace hfi::tokenizers::chat::nodes {
namespace {

class TextOut final : public Statement {
 public:
  TextOut(std::size_t line, std::string text) : Statement(line), text_(std::move(text)) {}

 private:
  [[nodiscard]] Result<Flow> execute(Renderer& renderer) const override {
    TRY(renderer.write(text_));
    return Flow::next;
  }

  std::string text_;
};

class Print final : public Statement {
 public:
  Print(std::size_t line, ExpressionPtr value) : Statement(line), value_(std::move(value)) {}

 private:
  [[nodiscard]] Result<Flow> execute(Renderer& renderer) const override {
    TRY(renderer.write(to_text(TRY(value_->evaluate(renderer)))));
    return Flow::next;
  }

  ExpressionPtr value_;
};

class Set final : public Statement {
 public:
  Set(std::size_t line, Target target, ExpressionPtr value)
      : Statement(line), target_(std::move(target)), value_(std::move(value)) {}

 private:
  [[nodiscard]] Result<Flow> execute(Renderer& renderer) const override {
    TRY(renderer.assign(target_, TRY(value_->evaluate(renderer))));
    return Flow::next;
  }

  Target target_;
  ExpressionPtr value_;
};

// What the body writes, in a scope of its own, through the filters.
Result<Value> filtered(const Body& body, const std::vector<BlockFilter>& filters,
                       Renderer& renderer) {
  Value value(TRY(renderer.captured([&] {
    return renderer.with_scope(renderer.scope(), [&] { return run_all(body, renderer); });
  })));
  for (const auto& filter : filters)
    value = TRY(filter.function(renderer, value, TRY(evaluate(filter.arguments, renderer))));
  return value;
}

class SetBlock final : public Statement {
 public:
  SetBlock(std::size_t line, Target target, std::vector<BlockFilter> filters, Body body)
      : Statement(line),
        target_(std::move(target)),
        filters_(std::move(filters)),
        body_(std::move(body)) {}

 private:
  [[nodiscard]] Result<Flow> execute(Renderer& renderer) const override {
    TRY(renderer.assign(target_, TRY(filtered(body_, filters_, renderer))));
    return Flow::next;
  }

  Target target_;
  std::vector<BlockFilter> filters_;
  Body body_;
};

class FilterOut final : public Statement {
 public:
  FilterOut(std::size_t line, std::vector<BlockFilter> filters, Body body)
      : Statement(line), filters_(std::move(filters)), body_(std::move(body)) {}

 private:
  [[nodiscard]] Result<Flow> execute(Renderer& renderer) const override {
    TRY(renderer.write(to_text(TRY(filtered(body_, filters_, renderer)))));
    return Flow::next;
  }

  std::vector<BlockFilter> filters_;
  Body body_;
};

class Branches final : public Statement {
 public:
  Branches(std::size_t line, std::vector<Branch> branches)
      : Statement(line), branches_(std::move(branches)) {}

 private:
  [[nodiscard]] Result<Flow> execute(Renderer& renderer) const override {
    for (const auto& [condition, body] : branches_)
      if (condition == nullptr || truth(TRY(condition->evaluate(renderer))))
        return run_all(body, renderer);
    return Flow::next;
  }

  std::vector<Branch> branches_;
};

class With final : public Statement {
 public:
  With(std::size_t line, std::vector<std::pair<Target, ExpressionPtr>> values, Body body)
      : Statement(line), values_(std::move(values)), body_(std::move(body)) {}

 private:
  [[nodiscard]] Result<Flow> execute(Renderer& renderer) const override {
    std::vector<Value> values;  // computed before any of the names is there
    for (const auto& [target, value] : values_) values.push_back(TRY(value->evaluate(renderer)));
    return renderer.with_scope(renderer.scope(), [&]() -> Result<Flow> {
      for (std::size_t i = 0; i < values.size(); ++i)
        TRY(renderer.assign(values_[i].first, values[i]));
      return run_all(body_, renderer);
    });
  }

  std::vector<std::pair<Target, ExpressionPtr>> values_;
  Body body_;
};

}  // namespace

StatementPtr text(std::size_t line, std::string text) {
  return std::make_unique<TextOut>(line, std::move(text));
}
StatementPtr print(std::size_t line, ExpressionPtr value) {
  return std::make_unique<Print>(line, std::move(value));
}
StatementPtr set(std::size_t line, Target target, ExpressionPtr value) {
  return std::make_unique<Set>(line, std::move(target), std::move(value));
}
StatementPtr set_block(std::size_t line, Target target, std::vector<BlockFilter> filters,
                       Body body) {
  return std::make_unique<SetBlock>(line, std::move(target), std::move(filters), std::move(body));
}
StatementPtr filter_block(std::size_t line, std::vector<BlockFilter> filters, Body body) {
  return std::make_unique<FilterOut>(line, std::move(filters), std::move(body));
}
StatementPtr branches(std::size_t line, std::vector<Branch> branches) {
  return std::make_unique<Branches>(line, std::move(branches));
}
StatementPtr with(std::size_t line, std::vector<std::pair<Target, ExpressionPtr>> values,
                  Body body) {
  return std::make_unique<With>(line, std::move(values), std::move(body));
}
StatementPtr scoped(std::size_t line, Body body) { return with(line, {}, std::move(body)); }

}  // namespace hfi::tokenizers::chat::nodes

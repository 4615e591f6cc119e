// {% macro %} and {% call %}.

#include <algorithm>

#include "tokenizers/chat/nodes/statements.h"
#include "tokenizers/chat/values/compare.h"

namespace hfi::tokenizers::chat::nodes {
namespace {

class MacroValue final : public Callable {
 public:
  MacroValue(const Macro& macro, std::shared_ptr<Scope> closure)
      : macro_(&macro), closure_(std::move(closure)) {}

  Result<Value> call(Renderer& renderer, const Arguments& arguments) const override {
    const auto run_here = [&] { return run(renderer, arguments); };
    return Value(TRY(renderer.captured([&] { return renderer.with_scope(closure_, run_here); })));
  }

  [[nodiscard]] std::optional<Value> attribute(std::string_view name) const override {
    return name == "name" ? std::optional(Value(macro_->name)) : std::nullopt;
  }

 private:
  Result<Flow> run(Renderer& renderer, const Arguments& arguments) const {
    TRY(bind(renderer, arguments));
    return run_all(macro_->body, renderer);
  }

  Result<void> bind(Renderer& renderer, const Arguments& arguments) const {
    const auto& names = macro_->signature.names;
    const auto given = std::min(arguments.positional.size(), names.size());
    for (std::size_t i = 0; i < names.size(); ++i)
      TRY(bind_one(renderer, i, i < given ? &arguments.positional[i] : arguments.find(names[i])));
    TRY(bind_rest(renderer, arguments, given));
    return {};
  }

  Result<void> bind_one(Renderer& renderer, std::size_t index, const Value* given) const {
    const auto& [names, defaults] = macro_->signature;
    const auto required = names.size() - defaults.size();
    auto value = given != nullptr
                     ? *given
                     : Value::undefined("parameter '" + names[index] + "' was not provided");
    if (given == nullptr && index >= required)
      value = TRY(defaults[index - required]->evaluate(renderer));
    renderer.define(names[index], std::move(value));
    return {};
  }

  Result<void> bind_rest(Renderer& renderer, const Arguments& arguments, std::size_t given) const {
    const auto& names = macro_->signature.names;
    std::vector<Value> rest(arguments.positional.begin() + static_cast<std::ptrdiff_t>(given),
                            arguments.positional.end());
    if (!rest.empty() && !macro_->uses_varargs)
      return error("macro '" + macro_->name + "' takes not more than " +
                   std::to_string(names.size()) + " argument(s)");
    if (macro_->uses_varargs)
      renderer.define("varargs", TRY(make_list(std::move(rest), Sequence::tuple)));
    Dict others;
    bool has_caller = false;
    for (const auto& [name, value] : arguments.named) {
      const auto known = std::ranges::find(names, name);
      if (name == "caller" && known == names.end()) {
        renderer.define("caller", value);
        has_caller = true;
      } else if (known == names.end()) {
        if (!macro_->uses_kwargs)
          return error("macro '" + macro_->name + "' takes no keyword argument '" + name + "'");
        others.set(Value(name), value);
      } else if (static_cast<std::size_t>(known - names.begin()) < given) {
        return error("macro '" + macro_->name + "' got multiple values for argument '" + name +
                     "'");
      }
    }
    if (macro_->uses_kwargs) renderer.define("kwargs", TRY(make_dict(std::move(others))));
    if (!has_caller) renderer.define("caller", Value::undefined("No caller defined"));
    return {};
  }

  const Macro* macro_;
  std::shared_ptr<Scope> closure_;
};

class Definition final : public Statement {
 public:
  Definition(std::size_t line, Macro macro) : Statement(line), macro_(std::move(macro)) {}

 private:
  [[nodiscard]] Result<Flow> execute(Renderer& renderer) const override {
    renderer.define(macro_.name, Value(renderer.make<MacroValue>(macro_, renderer.scope())));
    return Flow::next;
  }

  Macro macro_;
};

class CallBlock final : public Statement {
 public:
  CallBlock(std::size_t line, Macro caller, ExpressionPtr function, ArgumentList arguments)
      : Statement(line),
        caller_(std::move(caller)),
        function_(std::move(function)),
        arguments_(std::move(arguments)) {}

 private:
  [[nodiscard]] Result<Flow> execute(Renderer& renderer) const override {
    const auto function = TRY(function_->evaluate(renderer));
    auto arguments = TRY(evaluate(arguments_, renderer));
    arguments.named.emplace_back("caller",
                                 Value(renderer.make<MacroValue>(caller_, renderer.scope())));
    const auto result = TRY(call_value(renderer, function, arguments));
    if (const auto* text = result.if_text()) TRY(renderer.write(*text));
    return Flow::next;
  }

  Macro caller_;
  ExpressionPtr function_;
  ArgumentList arguments_;
};

}  // namespace

StatementPtr macro(std::size_t line, Macro macro) {
  return std::make_unique<Definition>(line, std::move(macro));
}
StatementPtr call_block(std::size_t line, Macro caller, ExpressionPtr function,
                        ArgumentList arguments) {
  return std::make_unique<CallBlock>(line, std::move(caller), std::move(function),
                                     std::move(arguments));
}

}  // namespace hfi::tokenizers::chat::nodes

// {% for %} and what `loop` tells about it.

#include "tokenizers/chat/nodes/statements.h"
#include "tokenizers/chat/values/compare.h"

namespace hfi::tokenizers::chat::nodes {
namespace {

Result<Flow> run_once(const ForLoop& loop, const Value& itself, const Value& item,
                      Renderer& renderer) {
  renderer.define("loop", itself);
  TRY(renderer.assign(loop.target, item));
  return run_all(loop.body, renderer);
}

Result<Flow> run_loop(const ForLoop& loop, const std::vector<Value>& items, std::size_t depth,
                      Renderer& renderer);

// The state of a loop; calling it runs the loop once more, over other items.
struct LoopState {
  const ForLoop* loop;
  std::vector<Value> items;
  std::size_t depth;               // of recursive calls, from 0
  std::shared_ptr<Scope> outside;  // of the loop
  std::size_t index = 0;
  std::optional<std::vector<Value>> seen{};  // by changed()
};

class Method final : public Callable {
 public:
  using Function = Result<Value> (*)(LoopState& state, const Arguments& arguments);
  Method(Function function, std::shared_ptr<LoopState> state)
      : function_(function), state_(std::move(state)) {}

  Result<Value> call(Renderer&, const Arguments& arguments) const override {
    return function_(*state_, arguments);
  }

 private:
  Function function_;
  std::shared_ptr<LoopState> state_;
};

Result<Value> cycle(LoopState& state, const Arguments& arguments) {
  if (arguments.positional.empty()) return error("no items for cycling given");
  return arguments.positional[state.index % arguments.positional.size()];
}

Result<Value> changed(LoopState& state, const Arguments& arguments) {
  const bool same = state.seen && std::ranges::equal(*state.seen, arguments.positional, equal);
  state.seen = arguments.positional;
  return Value(!same);
}

class Loop final : public Callable {
 public:
  Loop(std::shared_ptr<LoopState> state, Renderer& renderer)
      : state_(std::move(state)),
        cycle_(renderer.make<Method>(cycle, state_)),
        changed_(renderer.make<Method>(changed, state_)) {}

  Result<Value> call(Renderer& renderer, const Arguments& arguments) const override {
    if (!state_->loop->recursive)
      return error("The loop must have the 'recursive' marker to be called recursively.");
    const auto bound = TRY(Bound::of("loop", arguments, {"iterable"}));
    const auto items = TRY(items_of(TRY(bound.required(0))));
    return Value(TRY(renderer.captured([&] {
      return renderer.with_scope(state_->outside, [&] {
        return run_loop(*state_->loop, items, state_->depth + 1, renderer);
      });
    })));
  }

  [[nodiscard]] std::optional<Value> attribute(std::string_view name) const override {
    const auto index = static_cast<std::int64_t>(state_->index);
    const auto length = static_cast<std::int64_t>(state_->items.size());
    const auto depth = static_cast<std::int64_t>(state_->depth);
    if (name == "index") return Value(index + 1);
    if (name == "index0") return Value(index);
    if (name == "revindex") return Value(length - index);
    if (name == "revindex0") return Value(length - index - 1);
    if (name == "first") return Value(index == 0);
    if (name == "last") return Value(index + 1 == length);
    if (name == "length") return Value(length);
    if (name == "depth") return Value(depth + 1);
    if (name == "depth0") return Value(depth);
    if (name == "previtem")
      return index > 0 ? state_->items[state_->index - 1]
                       : Value::undefined("there is no previous item");
    if (name == "nextitem")
      return index + 1 < length ? state_->items[state_->index + 1]
                                : Value::undefined("there is no next item");
    if (name == "cycle") return Value(cycle_);
    if (name == "changed") return Value(changed_);
    return std::nullopt;
  }

 private:
  std::shared_ptr<LoopState> state_;
  const Callable* cycle_;
  const Callable* changed_;
};

Result<Value> condition_of(const ForLoop& loop, const Value& item, Renderer& renderer) {
  TRY(renderer.assign(loop.target, item));
  return loop.condition->evaluate(renderer);
}

// The items for which the loop's condition holds.
Result<std::vector<Value>> chosen(const ForLoop& loop, const std::vector<Value>& items,
                                  Renderer& renderer) {
  TRY(renderer.spend(items.size()));
  if (loop.condition == nullptr) return items;
  std::vector<Value> result;
  for (const auto& item : items) {
    const auto condition = TRY(
        renderer.with_scope(renderer.scope(), [&] { return condition_of(loop, item, renderer); }));
    if (truth(condition)) result.push_back(item);
  }
  return result;
}

Result<Flow> run_loop(const ForLoop& loop, const std::vector<Value>& items, std::size_t depth,
                      Renderer& renderer) {
  const auto state = std::make_shared<LoopState>(
      LoopState{&loop, TRY(chosen(loop, items, renderer)), depth, renderer.scope()});
  if (state->items.empty())
    return renderer.with_scope(renderer.scope(), [&] { return run_all(loop.otherwise, renderer); });
  const Value itself(renderer.make<Loop>(state, renderer));
  for (state->index = 0; state->index < state->items.size(); ++state->index) {
    const auto flow = TRY(renderer.with_scope(renderer.scope(), [&] {
      return run_once(loop, itself, state->items[state->index], renderer);
    }));
    if (flow == Flow::break_loop) break;
  }
  return Flow::next;
}

class For final : public Statement {
 public:
  For(std::size_t line, ForLoop loop) : Statement(line), loop_(std::move(loop)) {}

 private:
  [[nodiscard]] Result<Flow> execute(Renderer& renderer) const override {
    const auto items = TRY(items_of(TRY(loop_.items->evaluate(renderer))));
    return run_loop(loop_, items, 0, renderer);
  }

  ForLoop loop_;
};

class Leave final : public Statement {
 public:
  Leave(std::size_t line, Flow flow) : Statement(line), flow_(flow) {}

 private:
  [[nodiscard]] Result<Flow> execute(Renderer&) const override { return flow_; }

  Flow flow_;
};

}  // namespace

StatementPtr for_loop(std::size_t line, ForLoop loop) {
  return std::make_unique<For>(line, std::move(loop));
}
StatementPtr leave_loop(std::size_t line, Flow flow) { return std::make_unique<Leave>(line, flow); }

}  // namespace hfi::tokenizers::chat::nodes

#pragma once
// The state of a template while it is being rendered: names, output, and what is left of the limits.

#include <chrono>
#include <deque>
#include <map>

#include "tokenizers/chat/arguments.h"
#include "tokenizers/chat/limits.h"
#include "tokenizers/chat/syntax/expression.h"

namespace hfi::tokenizers::chat {

// Something that can be called. Lives as long as the renderer that made it.
class Callable {
 public:
  virtual ~Callable() = default;

  virtual Result<Value> call(Renderer& renderer, const Arguments& arguments) const = 0;
  // Attributes, such as those of `loop`; nothing when there is none of this name.
  [[nodiscard]] virtual std::optional<Value> attribute(std::string_view) const {
    return std::nullopt;
  }
};

// Names of one block; those of the blocks around it are visible through it.
struct Scope {
  std::shared_ptr<Scope> parent{};
  std::map<std::string, Value, std::less<>> names{};
};

using Clock = std::chrono::system_clock;

class Renderer {
 public:
  Renderer(const Dict& variables, const Limits& limits, Clock::time_point now)
      : variables_(&variables), limits_(limits), now_(now) {}

  [[nodiscard]] Value lookup(const std::string& name);
  Result<void> assign(const Target& target, const Value& value);

  // Runs `body` with a new scope inside of `parent`.
  template <class Function>
  auto with_scope(std::shared_ptr<Scope> parent, const Function& function) {
    auto outer = std::exchange(scope_, std::make_shared<Scope>(Scope{std::move(parent)}));
    auto result = function();
    scope_ = std::move(outer);
    return result;
  }
  [[nodiscard]] const std::shared_ptr<Scope>& scope() const { return scope_; }
  void define(const std::string& name, Value value) { scope_->names[name] = std::move(value); }

  Result<void> write(std::string_view text);
  // What `function` writes, instead of writing it.
  template <class Function>
  Result<std::string> captured(const Function& function) {
    auto outer = std::exchange(output_, {});
    auto result = function();
    auto inner = std::exchange(output_, std::move(outer));
    if (!result) return tl::unexpected<Error>(std::move(result).error());
    return inner;
  }
  [[nodiscard]] std::string take_output() { return std::move(output_); }

  // Fails when the limit on steps is reached.
  Result<void> spend(std::size_t steps);
  Result<void> spend_bytes(std::size_t bytes) { return spend(bytes / 16); }
  Result<void> enter();
  void leave() { --depth_; }

  template <class T, class... Parts>
  const Callable* make(Parts&&... parts) {
    steps_ += 16;  // they stay until the end
    callables_.push_back(std::make_unique<T>(std::forward<Parts>(parts)...));
    return callables_.back().get();
  }
  Namespace* make_namespace(Dict members);
  [[nodiscard]] Clock::time_point now() const { return now_; }

 private:
  const Dict* variables_;
  Limits limits_;
  Clock::time_point now_;
  std::shared_ptr<Scope> scope_ = std::make_shared<Scope>();
  std::string output_{};
  std::size_t steps_ = 0;
  std::size_t depth_ = 0;
  std::vector<std::unique_ptr<const Callable>> callables_{};
  std::deque<Namespace> namespaces_{};
  std::map<std::string, Value, std::less<>> functions_{};  // those of the catalogue that were named
};

// What `object.name` is: a method, an attribute, or an element of that key; Undefined when there is none.
Result<Value> attribute_of(Renderer& renderer, const Value& object, const std::string& name);
// What `object[key]` is.
Result<Value> element_of(Renderer& renderer, const Value& object, const Value& key);
// Calls `object.name(…)`, or fails when it cannot be called.
Result<Value> call_attribute(Renderer& renderer, const Value& object, const std::string& name,
                             const Arguments& arguments);
Result<Value> call_value(Renderer& renderer, const Value& callee, const Arguments& arguments);

}  // namespace hfi::tokenizers::chat

#pragma once
// A node of a template: something that has a value, or something that is done.

#include <memory>
#include <string>
#include <vector>

#include "tokenizers/chat/values/value.h"

namespace hfi::tokenizers::chat {

class Renderer;

class Expression {
 public:
  virtual ~Expression() = default;

  // Counts against the limits of the renderer.
  Result<Value> evaluate(Renderer& renderer) const;

 private:
  [[nodiscard]] virtual Result<Value> compute(Renderer& renderer) const = 0;
};
using ExpressionPtr = std::unique_ptr<const Expression>;

enum class Flow { next, break_loop, continue_loop };

class Statement {
 public:
  explicit Statement(std::size_t line) : line_(line) {}
  virtual ~Statement() = default;

  // As evaluate; errors get the line that they happened on.
  Result<Flow> run(Renderer& renderer) const;

 private:
  [[nodiscard]] virtual Result<Flow> execute(Renderer& renderer) const = 0;

  std::size_t line_;
};
using StatementPtr = std::unique_ptr<const Statement>;
using Body = std::vector<StatementPtr>;

// One after the other, until one leaves the loop they are in.
Result<Flow> run_all(const Body& body, Renderer& renderer);

// The arguments of a call, of a filter or of a test.
struct ArgumentList {
  std::vector<ExpressionPtr> positional{};
  std::vector<std::pair<std::string, ExpressionPtr>> named{};
  ExpressionPtr more_positional{};  // *arguments
  ExpressionPtr more_named{};       // **arguments
};

// What is assigned to: a name, a namespace's member, or several of them.
struct Target {
  std::string name{};
  std::string member{};  // of the namespace `name`
  std::vector<Target> parts{};
};

// Parameters of a macro or of a call block.
struct Signature {
  std::vector<std::string> names{};
  std::vector<ExpressionPtr> defaults{};  // of the last ones
};

}  // namespace hfi::tokenizers::chat

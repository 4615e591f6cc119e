#include "tokenizers/chat/renderer.h"

#include "tokenizers/chat/functions/catalog.h"
#include "tokenizers/chat/values/compare.h"

namespace hfi::tokenizers::chat {

Value Renderer::lookup(const std::string& name) {
  for (const auto* scope = scope_.get(); scope != nullptr; scope = scope->parent.get())
    if (const auto found = scope->names.find(name); found != scope->names.end())
      return found->second;
  if (const auto* variable = variables_->find(name)) return *variable;
  if (const auto found = functions_.find(name); found != functions_.end()) return found->second;
  if (const auto function = functions::find(name))
    return functions_[name] = Value(make<functions::Global>(function));
  return Value::undefined("'" + name + "' is undefined");
}

Result<void> Renderer::assign(const Target& target, const Value& value) {
  if (!target.parts.empty()) {
    const auto items = TRY(items_of(value));
    if (items.size() != target.parts.size())
      return error("expected " + std::to_string(target.parts.size()) + " values to unpack, got " +
                   std::to_string(items.size()));
    for (std::size_t i = 0; i < items.size(); ++i) TRY(assign(target.parts[i], items[i]));
    return {};
  }
  if (target.member.empty()) {
    define(target.name, value);
    return {};
  }
  const auto object = lookup(target.name);
  auto* names = object.if_namespace();
  if (names == nullptr) return error("cannot assign attribute on non-namespace object");
  names->members.set(Value(target.member), value);
  return {};
}

Result<void> Renderer::write(std::string_view text) {
  if (output_.size() + text.size() > limits_.output_bytes)
    return error("the chat template writes more than " + std::to_string(limits_.output_bytes) +
                 " bytes");
  TRY(spend_bytes(text.size()));
  output_ += text;
  return {};
}

Result<void> Renderer::spend(std::size_t steps) {
  steps_ += steps;
  if (steps_ <= limits_.steps) return {};
  return error("the chat template takes more than " + std::to_string(limits_.steps) + " steps");
}

Result<void> Renderer::enter() {
  if (depth_ >= limits_.depth)
    return error("the chat template nests deeper than " + std::to_string(limits_.depth));
  ++depth_;
  return spend(1);
}

Namespace* Renderer::make_namespace(Dict members) {
  steps_ += 16;
  return &namespaces_.emplace_back(Namespace{std::move(members)});
}

Result<Value> Expression::evaluate(Renderer& renderer) const {
  TRY(renderer.enter());
  auto value = compute(renderer);
  renderer.leave();
  return value;
}

Result<Flow> Statement::run(Renderer& renderer) const {
  TRY(renderer.enter());
  auto flow = execute(renderer);
  renderer.leave();
  if (!flow && !flow.error().details.contains("template_line"))
    flow.error().details["template_line"] = line_;
  return flow;
}

Result<Flow> run_all(const Body& body, Renderer& renderer) {
  for (const auto& statement : body) {
    const auto flow = TRY(statement->run(renderer));
    if (flow != Flow::next) return flow;
  }
  return Flow::next;
}

}  // namespace hfi::tokenizers::chat

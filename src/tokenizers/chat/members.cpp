// What is inside of values, and what can be called.

#include "tokenizers/chat/methods/methods.h"
#include "tokenizers/chat/renderer.h"
#include "tokenizers/chat/values/compare.h"
#include "tokenizers/chat/values/strings.h"

namespace hfi::tokenizers::chat {
namespace {

class BoundMethod final : public Callable {
 public:
  BoundMethod(methods::Method method, Value self) : method_(method), self_(std::move(self)) {}

  Result<Value> call(Renderer&, const Arguments& arguments) const override {
    return method_(self_, arguments);
  }

 private:
  methods::Method method_;
  Value self_;
};

methods::Method method_of(const Value& object, std::string_view name) {
  if (object.if_text() != nullptr) return methods::of_text(name);
  if (object.if_dict() != nullptr) return methods::of_dict(name);
  const auto* list = object.if_list();
  return list != nullptr && list->kind <= Sequence::range ? methods::of_list(name) : nullptr;
}

bool changes(const Value& object, std::string_view name) {
  const auto* list = object.if_list();
  if (list != nullptr && list->kind == Sequence::list) return methods::changes_list(name);
  return object.if_dict() != nullptr && methods::changes_dict(name);
}

std::string shown(const Value& object) {
  return object.is_none() ? "None" : std::string(type_name(object)) + " object";
}

Value no_attribute(const Value& object, const std::string& name) {
  return Value::undefined("'" + shown(object) + "' has no attribute '" + name + "'");
}

// An attribute of any kind but a method.
std::optional<Value> plain_attribute(const Value& object, const std::string& name) {
  if (name.starts_with("__") || changes(object, name))
    return Value::undefined("access to attribute '" + name + "' of '" +
                            std::string(type_name(object)) + "' object is unsafe.");
  if (const auto* names = object.if_namespace()) {
    if (const auto* found = names->members.find(name)) return *found;
  } else if (const auto* callable = object.if_callable()) {
    return callable->attribute(name);
  }
  return std::nullopt;
}

std::optional<Value> item(const Value& object, const Value& key) {
  if (const auto* dict = object.if_dict()) {
    const auto* found = dict->find(key);
    return found == nullptr ? std::nullopt : std::optional(*found);
  }
  const auto index = integer_of(key);
  if (!index) return std::nullopt;
  if (const auto* text = object.if_text()) {
    const auto characters = characters_of(*text);
    const auto size = static_cast<std::int64_t>(characters.size());
    const auto at = *index < 0 ? *index + size : *index;
    if (at < 0 || at >= size) return std::nullopt;
    return Value(characters[static_cast<std::size_t>(at)]);
  }
  const auto* list = object.if_list();
  if (list == nullptr || list->kind > Sequence::range) return std::nullopt;
  const auto size = static_cast<std::int64_t>(list->items.size());
  const auto at = *index < 0 ? *index + size : *index;
  if (at < 0 || at >= size) return std::nullopt;
  return list->items[static_cast<std::size_t>(at)];
}

}  // namespace

Result<Value> attribute_of(Renderer& renderer, const Value& object, const std::string& name) {
  TRY(defined(object));
  if (const auto found = plain_attribute(object, name)) return *found;
  if (const auto method = method_of(object, name))
    return Value(renderer.make<BoundMethod>(method, object));
  return item(object, Value(name)).value_or(no_attribute(object, name));
}

Result<Value> element_of(Renderer& renderer, const Value& object, const Value& key) {
  TRY(defined(object));
  if (const auto* text = object.if_text()) TRY(renderer.spend_bytes(text->size()));
  if (auto found = item(object, key)) return *found;
  if (const auto* name = key.if_text()) return attribute_of(renderer, object, *name);
  return Value::undefined(shown(object) + " has no such element");
}

Result<Value> call_attribute(Renderer& renderer, const Value& object, const std::string& name,
                             const Arguments& arguments) {
  TRY(defined(object));
  if (const auto* text = object.if_text()) TRY(renderer.spend_bytes(text->size()));
  const auto plain = plain_attribute(object, name);
  if (!plain) {
    if (const auto method = method_of(object, name)) {
      auto result = TRY(method(object, arguments));
      if (const auto* text = result.if_text()) TRY(renderer.spend_bytes(text->size()));
      if (const auto* list = result.if_list()) TRY(renderer.spend(list->items.size()));
      return result;
    }
  }
  return call_value(renderer,
                    plain ? *plain : item(object, Value(name)).value_or(no_attribute(object, name)),
                    arguments);
}

Result<Value> call_value(Renderer& renderer, const Value& callee, const Arguments& arguments) {
  TRY(defined(callee));
  const auto* callable = callee.if_callable();
  if (callable == nullptr)
    return error("'" + std::string(type_name(callee)) + "' object is not callable");
  return callable->call(renderer, arguments);
}

}  // namespace hfi::tokenizers::chat

// Literals, names, and what is inside of values.

#include <algorithm>

#include "tokenizers/chat/nodes/expressions.h"
#include "tokenizers/chat/values/compare.h"

namespace hfi::tokenizers::chat::nodes {
namespace {

class Literal final : public Expression {
 public:
  explicit Literal(Value value) : value_(std::move(value)) {}

 private:
  [[nodiscard]] Result<Value> compute(Renderer&) const override { return value_; }

  Value value_;
};

class ListOf final : public Expression {
 public:
  ListOf(std::vector<ExpressionPtr> items, Sequence kind) : items_(std::move(items)), kind_(kind) {}

 private:
  [[nodiscard]] Result<Value> compute(Renderer& renderer) const override {
    std::vector<Value> values;
    for (const auto& item : items_) values.push_back(TRY(item->evaluate(renderer)));
    return make_list(std::move(values), kind_);
  }

  std::vector<ExpressionPtr> items_;
  Sequence kind_;
};

class DictOf final : public Expression {
 public:
  explicit DictOf(std::vector<std::pair<ExpressionPtr, ExpressionPtr>> entries)
      : entries_(std::move(entries)) {}

 private:
  [[nodiscard]] Result<Value> compute(Renderer& renderer) const override {
    Dict result;
    for (const auto& [key, value] : entries_) {
      const auto name = TRY(key->evaluate(renderer));
      result.set(name, TRY(value->evaluate(renderer)));
    }
    return make_dict(std::move(result));
  }

  std::vector<std::pair<ExpressionPtr, ExpressionPtr>> entries_;
};

class Name final : public Expression {
 public:
  explicit Name(std::string name) : name_(std::move(name)) {}

 private:
  [[nodiscard]] Result<Value> compute(Renderer& renderer) const override {
    return renderer.lookup(name_);
  }

  std::string name_;
};

class Attribute final : public Expression {
 public:
  Attribute(ExpressionPtr object, std::string name)
      : object_(std::move(object)), name_(std::move(name)) {}

 private:
  [[nodiscard]] Result<Value> compute(Renderer& renderer) const override {
    return attribute_of(renderer, TRY(object_->evaluate(renderer)), name_);
  }

  ExpressionPtr object_;
  std::string name_;
};

class Element final : public Expression {
 public:
  Element(ExpressionPtr object, ExpressionPtr key)
      : object_(std::move(object)), key_(std::move(key)) {}

 private:
  [[nodiscard]] Result<Value> compute(Renderer& renderer) const override {
    const auto object = TRY(object_->evaluate(renderer));
    return element_of(renderer, object, TRY(key_->evaluate(renderer)));
  }

  ExpressionPtr object_;
  ExpressionPtr key_;
};

// Python's rules for one end of a slice over `size` items.
std::int64_t clamped(std::int64_t bound, std::int64_t size, bool backwards) {
  if (bound < 0) bound = std::max<std::int64_t>(bound, -size - 1) + size;
  const std::int64_t least = backwards ? -1 : 0;
  return std::clamp(bound, least, backwards ? size - 1 : size);
}

class Slice final : public Expression {
 public:
  Slice(ExpressionPtr object, SliceBounds bounds)
      : object_(std::move(object)), bounds_(std::move(bounds)) {}

 private:
  [[nodiscard]] Result<Value> compute(Renderer& renderer) const override {
    const auto object = TRY(object_->evaluate(renderer));
    TRY(defined(object));
    const auto* list = object.if_list();
    const bool is_text = object.if_text() != nullptr;
    if (!is_text && (list == nullptr || list->kind > Sequence::range))
      return error("'" + std::string(type_name(object)) + "' object is not subscriptable");
    const auto items = TRY(items_of(object));
    TRY(renderer.spend(items.size()));
    auto part = TRY(sliced(items, renderer));
    if (!is_text) return make_list(std::move(part), list->kind);
    std::string text;
    for (const auto& character : part) text += *character.if_text();
    return Value(std::move(text));
  }

  [[nodiscard]] Result<std::vector<Value>> sliced(const std::vector<Value>& items,
                                                  Renderer& renderer) const {
    const auto size = static_cast<std::int64_t>(items.size());
    const auto step = TRY(bound(bounds_.step, 1, renderer));
    if (step == 0) return error("slice step cannot be zero");
    const bool backwards = step < 0;
    const auto start =
        bounds_.start == nullptr
            ? (backwards ? size - 1 : 0)
            : clamped(TRY(bound(bounds_.start, backwards ? size : 0, renderer)), size, backwards);
    const auto stop =
        bounds_.stop == nullptr
            ? (backwards ? -1 : size)
            : clamped(TRY(bound(bounds_.stop, backwards ? -size - 1 : size, renderer)), size,
                      backwards);
    std::vector<Value> result;
    for (auto i = start; backwards ? i > stop : i < stop;) {
      result.push_back(items[static_cast<std::size_t>(i)]);
      if (__builtin_add_overflow(i, step, &i)) break;
    }
    return result;
  }

  static Result<std::int64_t> bound(const ExpressionPtr& expression, std::int64_t absent,
                                    Renderer& renderer) {
    if (expression == nullptr) return absent;
    const auto value = TRY(expression->evaluate(renderer));
    if (value.is_none()) return absent;
    TRY(defined(value));
    if (const auto number = integer_of(value)) return *number;
    return error("slice indices must be integers or None");
  }

  ExpressionPtr object_;
  SliceBounds bounds_;
};

}  // namespace

ExpressionPtr literal(Value value) { return std::make_unique<Literal>(std::move(value)); }
ExpressionPtr list(std::vector<ExpressionPtr> items, Sequence kind) {
  return std::make_unique<ListOf>(std::move(items), kind);
}
ExpressionPtr dict(std::vector<std::pair<ExpressionPtr, ExpressionPtr>> entries) {
  return std::make_unique<DictOf>(std::move(entries));
}
ExpressionPtr name(std::string name) { return std::make_unique<Name>(std::move(name)); }
ExpressionPtr attribute(ExpressionPtr object, std::string name) {
  return std::make_unique<Attribute>(std::move(object), std::move(name));
}
ExpressionPtr element(ExpressionPtr object, ExpressionPtr key) {
  return std::make_unique<Element>(std::move(object), std::move(key));
}
ExpressionPtr slice(ExpressionPtr object, SliceBounds bounds) {
  return std::make_unique<Slice>(std::move(object), std::move(bounds));
}

}  // namespace hfi::tokenizers::chat::nodes

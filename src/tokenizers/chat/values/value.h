#pragma once
// What a chat template computes with: Python's values, as far as Jinja's immutable sandbox lets templates see them.

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <variant>
#include <vector>

#include "core/result.h"

namespace hfi::tokenizers::chat {

struct List;
struct Dict;
struct Namespace;
class Callable;

using Text = std::shared_ptr<const std::string>;

// A name, attribute or element that is not there. It may be tested and printed; whatever else is done with it fails with
// this message.
struct Undefined {
  Text message;
};
struct None {};

class Value {
 public:
  using Data =
      std::variant<Undefined, None, bool, std::int64_t, double, Text, std::shared_ptr<const List>,
                   std::shared_ptr<const Dict>, Namespace*, const Callable*>;

  Value() : data_(None{}) {}
  Value(bool value) : data_(value) {}          // NOLINT(google-explicit-constructor)
  Value(std::int64_t value) : data_(value) {}  // NOLINT(google-explicit-constructor)
  Value(double value) : data_(value) {}        // NOLINT(google-explicit-constructor)
  Value(std::string value)                     // NOLINT(google-explicit-constructor)
      : data_(std::make_shared<const std::string>(std::move(value))) {}
  Value(std::string_view value)
      : Value(std::string(value)) {}                       // NOLINT(google-explicit-constructor)
  Value(const char* value) : Value(std::string(value)) {}  // NOLINT(google-explicit-constructor)
  Value(Text value) : data_(std::move(value)) {}           // NOLINT(google-explicit-constructor)
  Value(std::shared_ptr<const List> value)
      : data_(std::move(value)) {}  // NOLINT(google-explicit-constructor)
  Value(std::shared_ptr<const Dict> value)
      : data_(std::move(value)) {}                // NOLINT(google-explicit-constructor)
  Value(Namespace* value) : data_(value) {}       // NOLINT(google-explicit-constructor)
  Value(const Callable* value) : data_(value) {}  // NOLINT(google-explicit-constructor)
  static Value undefined(std::string message) {
    Value value;
    value.data_ = Undefined{std::make_shared<const std::string>(std::move(message))};
    return value;
  }

  [[nodiscard]] const Data& data() const { return data_; }
  template <class T>
  [[nodiscard]] const T* get_if() const {
    return std::get_if<T>(&data_);
  }
  [[nodiscard]] const Undefined* if_undefined() const { return get_if<Undefined>(); }
  [[nodiscard]] bool is_undefined() const { return if_undefined() != nullptr; }
  [[nodiscard]] bool is_none() const { return get_if<None>() != nullptr; }
  [[nodiscard]] const std::string* if_text() const {
    const auto* text = get_if<Text>();
    return text == nullptr ? nullptr : text->get();
  }
  [[nodiscard]] const List* if_list() const {
    const auto* list = get_if<std::shared_ptr<const List>>();
    return list == nullptr ? nullptr : list->get();
  }
  [[nodiscard]] const Dict* if_dict() const {
    const auto* dict = get_if<std::shared_ptr<const Dict>>();
    return dict == nullptr ? nullptr : dict->get();
  }
  [[nodiscard]] Namespace* if_namespace() const {
    const auto* value = get_if<Namespace*>();
    return value == nullptr ? nullptr : *value;
  }
  [[nodiscard]] const Callable* if_callable() const {
    const auto* value = get_if<const Callable*>();
    return value == nullptr ? nullptr : *value;
  }

 private:
  Data data_;
};

// What of Python's a sequence stands for: they print, index and count differently.
enum class Sequence { list, tuple, range, view, generator };

struct List {
  std::vector<Value> items{};
  Sequence kind = Sequence::list;
  std::size_t depth = 1;           // of lists and dicts in one another
  mutable bool exhausted = false;  // a generator gives its items once
};

// In the order of insertion.
struct Dict {
  std::vector<std::pair<Value, Value>> entries{};
  std::unordered_map<std::string, std::size_t> by_text{};  // the place of keys that are strings
  std::size_t depth = 1;

  // Adds or replaces. A key must be hashable.
  void set(const Value& key, const Value& value);
  [[nodiscard]] const Value* find(const Value& key) const;
  [[nodiscard]] const Value* find(const std::string& key) const;
};

// The one kind of value that a template can change.
struct Namespace {
  Dict members{};
};

constexpr std::size_t max_value_depth = 100;

// Fail when lists and dicts would be nested deeper than `max_value_depth`.
Result<Value> make_list(std::vector<Value> items, Sequence kind = Sequence::list);
Result<Value> make_dict(Dict dict);

// Fails with invalid_input when a number is outside of 64 bits.
Result<Value> from_json(const json::Value& value);

// A failure while rendering.
inline auto error(std::string message) {
  return fail(ErrorCode::invalid_input, std::move(message));
}

// Python's name of the value's type, such as "dict".
std::string_view type_name(const Value& value);

}  // namespace hfi::tokenizers::chat

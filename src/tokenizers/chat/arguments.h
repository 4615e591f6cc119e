#pragma once
// Arguments as a function, a filter, a test or a method gets them.

#include <initializer_list>

#include "tokenizers/chat/values/value.h"

namespace hfi::tokenizers::chat {

struct Arguments {
  std::vector<Value> positional{};
  std::vector<std::pair<std::string, Value>> named{};

  [[nodiscard]] const Value* find(std::string_view name) const;
};

// The arguments in the order of the parameters' names; nullptr for those not given.
class Bound {
 public:
  // Fails when there are more than `names`, or one is unknown or given twice. `function` is for the message.
  static Result<Bound> of(std::string_view function, const Arguments& arguments,
                          std::initializer_list<std::string_view> names);

  [[nodiscard]] const Value* operator[](std::size_t index) const { return values_[index]; }
  // Fail when the argument is missing, or is of another type.
  [[nodiscard]] Result<Value> required(std::size_t index) const;
  [[nodiscard]] Result<std::string> text(std::size_t index) const;
  // As given, or the value for an absent one. Numbers must be ints.
  [[nodiscard]] bool flag(std::size_t index, bool absent) const;
  [[nodiscard]] Result<std::int64_t> integer(std::size_t index, std::int64_t absent) const;
  [[nodiscard]] Result<std::string> text(std::size_t index, std::string_view absent) const;

 private:
  std::string function_{};
  std::vector<std::string> names_{};
  std::vector<const Value*> values_{};
};

}  // namespace hfi::tokenizers::chat

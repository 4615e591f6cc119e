#include "tokenizers/chat/arguments.h"

#include <algorithm>

#include "tokenizers/chat/values/compare.h"

namespace hfi::tokenizers::chat {

const Value* Arguments::find(std::string_view name) const {
  const auto found =
      std::ranges::find_if(named, [&](const auto& argument) { return argument.first == name; });
  return found == named.end() ? nullptr : &found->second;
}

Result<Bound> Bound::of(std::string_view function, const Arguments& arguments,
                        std::initializer_list<std::string_view> names) {
  Bound bound;
  bound.function_ = function;
  bound.names_.assign(names.begin(), names.end());
  bound.values_.resize(names.size(), nullptr);
  if (arguments.positional.size() > names.size())
    return error(bound.function_ + "() takes at most " + std::to_string(names.size()) +
                 " arguments, got " + std::to_string(arguments.positional.size()));
  for (std::size_t i = 0; i < arguments.positional.size(); ++i)
    bound.values_[i] = &arguments.positional[i];
  for (const auto& [name, value] : arguments.named) {
    const auto found = std::ranges::find(bound.names_, name);
    if (found == bound.names_.end())
      return error(bound.function_ + "() got an unexpected keyword argument '" + name + "'");
    auto& place = bound.values_[static_cast<std::size_t>(found - bound.names_.begin())];
    if (place != nullptr)
      return error(bound.function_ + "() got multiple values for argument '" + name + "'");
    place = &value;
  }
  return bound;
}

Result<Value> Bound::required(std::size_t index) const {
  if (values_[index] != nullptr) return *values_[index];
  return error(function_ + "() is missing the argument '" + names_[index] + "'");
}

Result<std::string> Bound::text(std::size_t index) const {
  const auto value = TRY(required(index));
  if (const auto* text = value.if_text()) return *text;
  TRY(defined(value));
  return error(function_ + "(): '" + names_[index] + "' must be str, not " +
               std::string(type_name(value)));
}

bool Bound::flag(std::size_t index, bool absent) const {
  return values_[index] == nullptr ? absent : truth(*values_[index]);
}

Result<std::int64_t> Bound::integer(std::size_t index, std::int64_t absent) const {
  const auto* value = values_[index];
  if (value == nullptr) return absent;
  if (const auto number = integer_of(*value)) return *number;
  TRY(defined(*value));
  return error(function_ + "(): '" + names_[index] + "' must be int, not " +
               std::string(type_name(*value)));
}

Result<std::string> Bound::text(std::size_t index, std::string_view absent) const {
  if (values_[index] == nullptr) return std::string(absent);
  return text(index);
}

}  // namespace hfi::tokenizers::chat

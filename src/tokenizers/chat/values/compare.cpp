#include "tokenizers/chat/values/compare.h"

#include <algorithm>
#include <cmath>

#include "tokenizers/text/utf8.h"

namespace hfi::tokenizers::chat {
namespace {

bool equal_dicts(const Dict& left, const Dict& right) {
  return left.entries.size() == right.entries.size() &&
         std::ranges::all_of(left.entries, [&](const auto& entry) {
           const auto* other = right.find(entry.first);
           return other != nullptr && equal(entry.second, *other);
         });
}

bool equal_lists(const List& left, const List& right) {
  if (left.kind == Sequence::generator || right.kind == Sequence::generator) return &left == &right;
  return left.kind == right.kind && std::ranges::equal(left.items, right.items, equal);
}

template <class T>
int three_way(const T& left, const T& right) {
  return left < right ? -1 : static_cast<int>(right < left);
}

}  // namespace

std::optional<std::int64_t> integer_of(const Value& value) {
  if (const auto* number = value.get_if<std::int64_t>()) return *number;
  if (const auto* flag = value.get_if<bool>()) return *flag ? 1 : 0;
  return std::nullopt;
}

std::optional<double> number_of(const Value& value) {
  if (const auto* number = value.get_if<double>()) return *number;
  if (const auto integer = integer_of(value)) return static_cast<double>(*integer);
  return std::nullopt;
}

bool truth(const Value& value) {
  if (value.is_undefined() || value.is_none()) return false;
  if (const auto number = number_of(value)) return *number != 0;
  if (const auto* text = value.if_text()) return !text->empty();
  if (const auto* list = value.if_list())
    return list->kind == Sequence::generator || !list->items.empty();
  if (const auto* dict = value.if_dict()) return !dict->entries.empty();
  return true;
}

bool equal(const Value& left, const Value& right) {
  const auto integer = integer_of(left);
  const auto other = integer_of(right);
  if (integer && other) return *integer == *other;
  const auto number = number_of(left);
  const auto other_number = number_of(right);
  if (number && other_number) return *number == *other_number;
  if (left.if_text() != nullptr && right.if_text() != nullptr)
    return *left.if_text() == *right.if_text();
  if (left.if_list() != nullptr && right.if_list() != nullptr)
    return equal_lists(*left.if_list(), *right.if_list());
  if (left.if_dict() != nullptr && right.if_dict() != nullptr)
    return equal_dicts(*left.if_dict(), *right.if_dict());
  if (left.if_namespace() != nullptr || left.if_callable() != nullptr)
    return left.if_namespace() == right.if_namespace() && left.if_callable() == right.if_callable();
  return (left.is_none() && right.is_none()) || (left.is_undefined() && right.is_undefined());
}

Result<int> order(const Value& left, const Value& right) {
  TRY(defined(left));
  TRY(defined(right));
  const auto integer = integer_of(left);
  const auto other = integer_of(right);
  if (integer && other) return three_way(*integer, *other);
  const auto number = number_of(left);
  const auto other_number = number_of(right);
  if (number && other_number) return three_way(*number, *other_number);
  if (left.if_text() != nullptr && right.if_text() != nullptr)
    return three_way(*left.if_text(),
                     *right.if_text());  // the order of UTF-8 is that of code points
  const auto* list = left.if_list();
  const auto* other_list = right.if_list();
  if (list != nullptr && other_list != nullptr && list->kind == other_list->kind &&
      list->kind <= Sequence::tuple) {
    for (std::size_t i = 0; i < std::min(list->items.size(), other_list->items.size()); ++i)
      if (!equal(list->items[i], other_list->items[i]))
        return order(list->items[i], other_list->items[i]);
    return three_way(list->items.size(), other_list->items.size());
  }
  return error("'" + std::string(type_name(left)) + "' and '" + std::string(type_name(right)) +
               "' have no order");
}

Result<bool> contains(const Value& container, const Value& item) {
  if (const auto* text = container.if_text()) {
    TRY(defined(item));
    if (const auto* part = item.if_text()) return text->find(*part) != std::string::npos;
    return error("'in <string>' requires string as left operand, not " +
                 std::string(type_name(item)));
  }
  if (const auto* dict = container.if_dict()) return dict->find(item) != nullptr;
  const auto items = TRY(items_of(container));
  return std::ranges::any_of(items, [&](const Value& other) { return equal(other, item); });
}

Result<std::vector<Value>> items_of(const Value& value) {
  std::vector<Value> items;
  if (const auto* list = value.if_list()) {
    if (list->exhausted) return items;
    list->exhausted = list->kind == Sequence::generator;
    return list->items;
  }
  if (const auto* dict = value.if_dict()) {
    for (const auto& [key, member] : dict->entries) items.push_back(key);
    return items;
  }
  if (const auto* text = value.if_text()) {
    for (std::size_t at = 0; at < text->size();) {
      const auto size = utf8::length((*text)[at]);
      items.emplace_back(std::string_view(*text).substr(at, size));
      at += size;
    }
    return items;
  }
  if (value.is_undefined()) return items;
  return error("'" + std::string(type_name(value)) + "' object is not iterable");
}

Result<std::int64_t> length_of(const Value& value) {
  if (value.is_undefined()) return 0;
  if (const auto* text = value.if_text()) return static_cast<std::int64_t>(utf8::count(*text));
  if (const auto* dict = value.if_dict()) return static_cast<std::int64_t>(dict->entries.size());
  const auto* list = value.if_list();
  if (list != nullptr && list->kind != Sequence::generator)
    return static_cast<std::int64_t>(list->items.size());
  return error("object of type '" + std::string(type_name(value)) + "' has no len()");
}

Result<void> defined(const Value& value) {
  if (const auto* undefined = value.if_undefined()) return error(*undefined->message);
  return {};
}

}  // namespace hfi::tokenizers::chat

#include "tokenizers/chat/values/value.h"

#include <algorithm>

#include "tokenizers/chat/values/compare.h"

namespace hfi::tokenizers::chat {
namespace {

std::size_t depth_of(const Value& value) {
  if (const auto* list = value.if_list()) return list->depth;
  if (const auto* dict = value.if_dict()) return dict->depth;
  return 0;
}

Result<std::size_t> depth_around(std::size_t inner) {
  if (inner < max_value_depth) return inner + 1;
  return error("lists and dicts are nested deeper than " + std::to_string(max_value_depth));
}

}  // namespace

void Dict::set(const Value& key, const Value& value) {
  if (const auto* found = find(key)) {
    // entries are found by const lookup, and changed only while the dict is being made
    *const_cast<Value*>(found) = value;  // NOLINT(cppcoreguidelines-pro-type-const-cast)
    return;
  }
  if (const auto* text = key.if_text()) by_text.emplace(*text, entries.size());
  entries.emplace_back(key, value);
}

const Value* Dict::find(const std::string& key) const {
  const auto found = by_text.find(key);
  return found == by_text.end() ? nullptr : &entries[found->second].second;
}

const Value* Dict::find(const Value& key) const {
  if (const auto* text = key.if_text()) return find(*text);
  if (by_text.size() == entries.size()) return nullptr;
  const auto found =
      std::ranges::find_if(entries, [&](const auto& entry) { return equal(entry.first, key); });
  return found == entries.end() ? nullptr : &found->second;
}

Result<Value> make_list(std::vector<Value> items, Sequence kind) {
  List list{.items = std::move(items), .kind = kind};
  std::size_t inner = 0;
  for (const auto& item : list.items) inner = std::max(inner, depth_of(item));
  list.depth = TRY(depth_around(inner));
  return Value(std::make_shared<const List>(std::move(list)));
}

Result<Value> make_dict(Dict dict) {
  std::size_t inner = 0;
  for (const auto& [key, value] : dict.entries)
    inner = std::max({inner, depth_of(key), depth_of(value)});
  dict.depth = TRY(depth_around(inner));
  return Value(std::make_shared<const Dict>(std::move(dict)));
}

Result<Value> from_json(const json::Value& value) {
  if (const auto* flag = value.if_bool()) return Value(*flag);
  if (const auto* number = value.if_int64()) return Value(*number);
  if (const auto* number = value.if_double()) return Value(*number);
  if (value.is_uint64())
    return error("the number " + json::dump(value) + " is too large for a chat template");
  if (const auto* text = value.if_string()) return Value(std::string_view(*text));
  if (const auto* array = value.if_array()) {
    std::vector<Value> items;
    for (const auto& item : *array) items.push_back(TRY(from_json(item)));
    return make_list(std::move(items));
  }
  if (const auto* object = value.if_object()) {
    Dict dict;
    for (const auto& [key, member] : *object)
      dict.set(Value(std::string_view(key)), TRY(from_json(member)));
    return make_dict(std::move(dict));
  }
  return Value();
}

std::string_view type_name(const Value& value) {
  if (value.is_undefined()) return "Undefined";
  if (value.is_none()) return "NoneType";
  if (value.get_if<bool>() != nullptr) return "bool";
  if (value.get_if<std::int64_t>() != nullptr) return "int";
  if (value.get_if<double>() != nullptr) return "float";
  if (value.if_text() != nullptr) return "str";
  if (value.if_dict() != nullptr) return "dict";
  if (value.if_namespace() != nullptr) return "Namespace";
  const auto* list = value.if_list();
  if (list == nullptr) return "function";
  constexpr std::string_view names[] = {"list", "tuple", "range", "dict_items", "generator"};
  return names[static_cast<std::size_t>(list->kind)];
}

}  // namespace hfi::tokenizers::chat

// Methods of lists and dicts.

#include <algorithm>

#include "tokenizers/chat/methods/named.h"
#include "tokenizers/chat/values/compare.h"

namespace hfi::tokenizers::chat::methods {
namespace {

Result<Value> get(const Value& self, const Arguments& arguments) {
  const auto bound = TRY(Bound::of("get", arguments, {"key", "default"}));
  if (const auto* found = self.if_dict()->find(TRY(bound.required(0)))) return *found;
  return bound[1] == nullptr ? Value() : *bound[1];
}

Result<Value> items(const Value& self, const Arguments& arguments) {
  TRY(Bound::of("items", arguments, {}));
  std::vector<Value> pairs;
  for (const auto& [key, value] : self.if_dict()->entries)
    pairs.push_back(TRY(make_list({key, value}, Sequence::tuple)));
  return make_list(std::move(pairs), Sequence::view);
}

Result<Value> keys(const Value& self, const Arguments& arguments) {
  TRY(Bound::of("keys", arguments, {}));
  return make_list(TRY(items_of(self)), Sequence::view);
}

Result<Value> values(const Value& self, const Arguments& arguments) {
  TRY(Bound::of("values", arguments, {}));
  std::vector<Value> result;
  for (const auto& [key, value] : self.if_dict()->entries) result.push_back(value);
  return make_list(std::move(result), Sequence::view);
}

Result<Value> copy(const Value& self, const Arguments& arguments) {
  TRY(Bound::of("copy", arguments, {}));
  return self;
}

Result<Value> count_items(const Value& self, const Arguments& arguments) {
  const auto bound = TRY(Bound::of("count", arguments, {"value"}));
  const auto wanted = TRY(bound.required(0));
  return Value(static_cast<std::int64_t>(std::ranges::count_if(
      self.if_list()->items, [&](const Value& item) { return equal(item, wanted); })));
}

Result<Value> index(const Value& self, const Arguments& arguments) {
  const auto bound = TRY(Bound::of("index", arguments, {"value"}));
  const auto wanted = TRY(bound.required(0));
  const auto& all = self.if_list()->items;
  const auto found =
      std::ranges::find_if(all, [&](const Value& item) { return equal(item, wanted); });
  if (found == all.end()) return error("the value is not in the list");
  return Value(static_cast<std::int64_t>(found - all.begin()));
}

}  // namespace

Method of_list(std::string_view name) {
  static constexpr std::array all{Named{"copy", copy}, Named{"count", count_items},
                                  Named{"index", index}};
  return find(all, name);
}

Method of_dict(std::string_view name) {
  static constexpr std::array all{Named{"copy", copy}, Named{"get", get}, Named{"items", items},
                                  Named{"keys", keys}, Named{"values", values}};
  return find(all, name);
}

bool changes_list(std::string_view name) {
  static constexpr std::array<std::string_view, 8> all{"append", "clear",  "extend",  "insert",
                                                       "pop",    "remove", "reverse", "sort"};
  return std::ranges::find(all, name) != all.end();
}

bool changes_dict(std::string_view name) {
  static constexpr std::array<std::string_view, 5> all{"clear", "pop", "popitem", "setdefault",
                                                       "update"};
  return std::ranges::find(all, name) != all.end();
}

}  // namespace hfi::tokenizers::chat::methods

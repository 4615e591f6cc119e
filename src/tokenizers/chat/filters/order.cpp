// Filters that compare items.

#include <algorithm>

#include "tokenizers/chat/filters/catalog.h"
#include "tokenizers/chat/values/compare.h"
#include "tokenizers/chat/values/strings.h"

namespace hfi::tokenizers::chat::filters {
namespace {

struct Keyed {
  std::vector<Value> key;
  Value item;
};

// Sorts stably, or fails when two keys have no order.
Result<void> sort_by_key(Renderer& renderer, std::vector<Keyed>& all, bool reverse) {
  std::optional<Error> failure;
  std::ranges::stable_sort(all, [&](const Keyed& left, const Keyed& right) {
    if (failure) return false;
    for (std::size_t i = 0; i < left.key.size(); ++i) {
      const auto spent = renderer.spend(1);
      const auto result = spent ? order(left.key[i], right.key[i])
                                : Result<int>(tl::unexpected<Error>(spent.error()));
      if (!result) {
        failure = result.error();
        return false;
      }
      if (*result != 0) return reverse ? *result > 0 : *result < 0;
    }
    return false;
  });
  if (failure) return tl::unexpected<Error>(*failure);
  return {};
}

// The keys of `item`: by the attributes that are named, or itself.
Result<Keyed> keyed(Renderer& renderer, const Value& item, const Value* attribute,
                    bool case_sensitive) {
  Keyed result{.key = {}, .item = item};
  if (attribute == nullptr || attribute->is_none()) {
    result.key.push_back(item);
  } else if (const auto* names = attribute->if_text()) {
    for (const auto& name : split(*names, ",", std::string::npos, Ends::left))
      result.key.push_back(TRY(member_of(renderer, item, Value(name))));
  } else {
    result.key.push_back(TRY(member_of(renderer, item, *attribute)));
  }
  if (!case_sensitive)
    for (auto& key : result.key) key = without_case(key);
  return result;
}

Result<Value> extreme(Renderer& renderer, const Value& value, const Arguments& arguments,
                      int sign) {
  const auto bound =
      TRY(Bound::of(sign < 0 ? "min" : "max", arguments, {"case_sensitive", "attribute"}));
  std::optional<Keyed> best;
  for (const auto& item : TRY(items_of(value))) {
    auto next = TRY(keyed(renderer, item, bound[1], bound.flag(0, false)));
    if (!best || TRY(order(next.key[0], best->key[0])) * sign > 0) best = std::move(next);
  }
  return best ? best->item : Value::undefined("No aggregated item, sequence was empty.");
}

std::vector<Value> items_in_order(std::vector<Keyed> all) {
  std::vector<Value> result;
  for (auto& entry : all) result.push_back(std::move(entry.item));
  return result;
}

}  // namespace

Result<Value> sort(Renderer& renderer, const Value& value, const Arguments& arguments) {
  const auto bound = TRY(Bound::of("sort", arguments, {"reverse", "case_sensitive", "attribute"}));
  std::vector<Keyed> all;
  for (const auto& item : TRY(items_of(value)))
    all.push_back(TRY(keyed(renderer, item, bound[2], bound.flag(1, false))));
  TRY(sort_by_key(renderer, all, bound.flag(0, false)));
  return make_list(items_in_order(std::move(all)));
}

Result<Value> dictsort(Renderer& renderer, const Value& value, const Arguments& arguments) {
  const auto bound = TRY(Bound::of("dictsort", arguments, {"case_sensitive", "by", "reverse"}));
  const auto by = TRY(bound.text(1, "key"));
  if (by != "key" && by != "value") return error(R"(You can only sort by either "key" or "value")");
  TRY(defined(value));
  if (value.if_dict() == nullptr) return error("dictsort(): not a dict");
  std::vector<Keyed> all;
  for (const auto& [key, member] : value.if_dict()->entries) {
    const auto& sorted_by = by == "key" ? key : member;
    all.push_back({.key = {bound.flag(0, false) ? sorted_by : without_case(sorted_by)},
                   .item = TRY(make_list({key, member}, Sequence::tuple))});
  }
  TRY(sort_by_key(renderer, all, bound.flag(2, false)));
  return make_list(items_in_order(std::move(all)));
}

Result<Value> min(Renderer& renderer, const Value& value, const Arguments& arguments) {
  return extreme(renderer, value, arguments, -1);
}
Result<Value> max(Renderer& renderer, const Value& value, const Arguments& arguments) {
  return extreme(renderer, value, arguments, 1);
}

// Pairs of a key and the items that have it, which are also `grouper` and `list` in Jinja; here they are tuples.
Result<Value> groupby(Renderer& renderer, const Value& value, const Arguments& arguments) {
  const auto bound =
      TRY(Bound::of("groupby", arguments, {"attribute", "default", "case_sensitive"}));
  const auto attribute = TRY(bound.required(0));
  const bool case_sensitive = bound.flag(2, false);
  const auto key_of = [&](const Value& item) -> Result<Value> {
    auto key = TRY(member_of(renderer, item, attribute));
    if (key.is_undefined() && bound[1] != nullptr) key = *bound[1];
    return key;
  };
  std::vector<Keyed> all;
  for (const auto& item : TRY(items_of(value))) {
    const auto key = TRY(key_of(item));
    all.push_back({.key = {case_sensitive ? key : without_case(key)}, .item = item});
  }
  TRY(sort_by_key(renderer, all, false));
  std::vector<Value> groups;
  for (std::size_t begin = 0; begin < all.size();) {
    std::vector<Value> members;
    auto end = begin;
    for (; end < all.size() && equal(all[end].key[0], all[begin].key[0]); ++end)
      members.push_back(all[end].item);
    const auto key = TRY(key_of(all[begin].item));
    const auto list = TRY(make_list(std::move(members)));
    groups.push_back(TRY(make_list({key, list}, Sequence::tuple)));
    begin = end;
  }
  return make_list(std::move(groups));
}

}  // namespace hfi::tokenizers::chat::filters

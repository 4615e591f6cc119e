// Filters that take sequences apart and put them together.

#include <algorithm>

#include "tokenizers/chat/filters/catalog.h"
#include "tokenizers/chat/values/compare.h"
#include "tokenizers/chat/values/strings.h"
#include "tokenizers/chat/values/text.h"

namespace hfi::tokenizers::chat::filters {

Result<Value> list(Renderer&, const Value& value, const Arguments& arguments) {
  TRY(Bound::of("list", arguments, {}));
  return make_list(TRY(items_of(value)));
}

Result<Value> items(Renderer&, const Value& value, const Arguments& arguments) {
  TRY(Bound::of("items", arguments, {}));
  std::vector<Value> pairs;
  if (const auto* dict = value.if_dict()) {
    for (const auto& [key, member] : dict->entries)
      pairs.push_back(TRY(make_list({key, member}, Sequence::tuple)));
  } else if (!value.is_undefined()) {
    return error("Can only get item pairs from a mapping.");
  }
  return make_list(std::move(pairs), Sequence::generator);
}

Result<Value> first(Renderer&, const Value& value, const Arguments& arguments) {
  TRY(Bound::of("first", arguments, {}));
  const auto all = TRY(items_of(value));
  return all.empty() ? Value::undefined("No first item, sequence was empty.") : all.front();
}

Result<Value> last(Renderer&, const Value& value, const Arguments& arguments) {
  TRY(Bound::of("last", arguments, {}));
  const auto* list = value.if_list();
  if (list != nullptr && list->kind == Sequence::generator)
    return error("'generator' object is not reversible");
  const auto all = TRY(items_of(value));
  return all.empty() ? Value::undefined("No last item, sequence was empty.") : all.back();
}

Result<Value> reverse(Renderer&, const Value& value, const Arguments& arguments) {
  TRY(Bound::of("reverse", arguments, {}));
  auto all = TRY(items_of(value));
  std::ranges::reverse(all);
  if (value.if_text() == nullptr) return make_list(std::move(all), Sequence::generator);
  std::string text;
  for (const auto& character : all) text += *character.if_text();
  return Value(std::move(text));
}

Result<Value> join(Renderer& renderer, const Value& value, const Arguments& arguments) {
  const auto bound = TRY(Bound::of("join", arguments, {"d", "attribute"}));
  const auto separator = bound[0] == nullptr ? "" : to_text(*bound[0]);
  std::string result;
  bool first_item = true;
  for (const auto& item : TRY(items_of(value))) {
    if (!first_item) result += separator;
    first_item = false;
    const bool whole = bound[1] == nullptr || bound[1]->is_none();
    result += to_text(whole ? item : TRY(member_of(renderer, item, *bound[1])));
    if (result.size() > max_made)
      return error("a string longer than " + std::to_string(max_made) + " bytes");
  }
  return Value(std::move(result));
}

Result<Value> sum(Renderer& renderer, const Value& value, const Arguments& arguments) {
  const auto bound = TRY(Bound::of("sum", arguments, {"attribute", "start"}));
  Value total = bound[1] == nullptr ? Value(std::int64_t{0}) : *bound[1];
  if (total.if_text() != nullptr) return error("sum() can't sum strings");
  for (const auto& item : TRY(items_of(value))) {
    const bool whole = bound[0] == nullptr || bound[0]->is_none();
    total = TRY(add(total, whole ? item : TRY(member_of(renderer, item, *bound[0]))));
    if (const auto* made = total.if_list()) TRY(renderer.spend(made->items.size()));
  }
  return total;
}

Result<Value> batch(Renderer&, const Value& value, const Arguments& arguments) {
  const auto bound = TRY(Bound::of("batch", arguments, {"linecount", "fill_with"}));
  TRY(bound.required(0));
  const auto count = TRY(bound.integer(0, 1));
  if (count < 1 || count > 1'000'000) return error("batch(): linecount must be from 1 to 1000000");
  std::vector<Value> lines;
  std::vector<Value> line;
  for (const auto& item : TRY(items_of(value))) {
    if (static_cast<std::int64_t>(line.size()) == count)
      lines.push_back(TRY(make_list(std::exchange(line, {}))));
    line.push_back(item);
  }
  if (!line.empty()) {
    if (bound[1] != nullptr && !bound[1]->is_none())
      line.resize(static_cast<std::size_t>(count), *bound[1]);
    lines.push_back(TRY(make_list(std::move(line))));
  }
  return make_list(std::move(lines), Sequence::generator);
}

Result<Value> slice(Renderer&, const Value& value, const Arguments& arguments) {
  const auto bound = TRY(Bound::of("slice", arguments, {"slices", "fill_with"}));
  TRY(bound.required(0));
  const auto count = TRY(bound.integer(0, 1));
  if (count < 1 || count > 100'000) return error("slice(): slices must be from 1 to 100000");
  const auto all = TRY(items_of(value));
  const auto slices = static_cast<std::size_t>(count);
  const bool fills = bound[1] != nullptr && !bound[1]->is_none();
  std::vector<Value> result;
  auto next = all.begin();
  for (std::size_t i = 0; i < slices; ++i) {
    const bool extra = i < all.size() % slices;
    const auto end = next + static_cast<std::ptrdiff_t>(all.size() / slices + (extra ? 1 : 0));
    std::vector<Value> part(next, end);
    if (fills && !extra) part.push_back(*bound[1]);
    next = end;
    result.push_back(TRY(make_list(std::move(part))));
  }
  return make_list(std::move(result), Sequence::generator);
}

Result<Value> unique(Renderer& renderer, const Value& value, const Arguments& arguments) {
  const auto bound = TRY(Bound::of("unique", arguments, {"case_sensitive", "attribute"}));
  Dict seen;
  std::vector<Value> result;
  for (const auto& item : TRY(items_of(value))) {
    const bool whole = bound[1] == nullptr || bound[1]->is_none();
    auto key = whole ? item : TRY(member_of(renderer, item, *bound[1]));
    if (!bound.flag(0, false)) key = without_case(key);
    TRY(renderer.spend(key.if_text() == nullptr ? seen.entries.size() : 1));
    if (seen.find(key) != nullptr) continue;
    seen.set(key, Value());
    result.push_back(item);
  }
  return make_list(std::move(result), Sequence::generator);
}

}  // namespace hfi::tokenizers::chat::filters

// dict, namespace and range.

#include "tokenizers/chat/functions/catalog.h"
#include "tokenizers/chat/values/compare.h"

namespace hfi::tokenizers::chat::functions {
namespace {

Result<void> add_pairs(std::string_view function, const Value& pairs, Dict& result) {
  for (const auto& item : TRY(items_of(pairs))) {
    const auto pair = TRY(items_of(item));
    if (pair.size() != 2) return error(std::string(function) + "() takes pairs");
    result.set(pair[0], pair[1]);
  }
  return {};
}

// What dict(…) and namespace(…) are made of: a dict or pairs, and keyword arguments.
Result<Dict> members(std::string_view function, const Arguments& arguments) {
  Dict result;
  if (arguments.positional.size() > 1)
    return error(std::string(function) + "() takes at most one positional argument");
  if (!arguments.positional.empty()) {
    const auto& source = arguments.positional[0];
    if (const auto* dict = source.if_dict())
      result = *dict;
    else
      TRY(add_pairs(function, source, result));
  }
  for (const auto& [name, value] : arguments.named) result.set(Value(name), value);
  return result;
}

}  // namespace

Result<Value> dict_(Renderer& renderer, const Arguments& arguments) {
  auto dict = TRY(members("dict", arguments));
  TRY(renderer.spend(dict.entries.size()));
  return make_dict(std::move(dict));
}

Result<Value> namespace_(Renderer& renderer, const Arguments& arguments) {
  return Value(renderer.make_namespace(TRY(members("namespace", arguments))));
}

Result<Value> range_(Renderer& renderer, const Arguments& arguments) {
  constexpr std::int64_t most = 100'000;  // MAX_RANGE of Jinja's sandbox
  const auto bound = TRY(Bound::of("range", arguments, {"start", "stop", "step"}));
  TRY(bound.required(0));
  const bool only_stop = bound[1] == nullptr;
  const auto start = only_stop ? 0 : TRY(bound.integer(0, 0));
  const auto stop = TRY(bound.integer(only_stop ? 0 : 1, 0));
  const auto step = TRY(bound.integer(2, 1));
  if (step == 0) return error("range() arg 3 must not be zero");
  std::vector<Value> items;
  for (auto i = start; step > 0 ? i < stop : i > stop;) {
    if (static_cast<std::int64_t>(items.size()) >= most)
      return error("Range too big. The sandbox blocks ranges larger than MAX_RANGE (" +
                   std::to_string(most) + ").");
    items.emplace_back(i);
    if (__builtin_add_overflow(i, step, &i)) break;
  }
  TRY(renderer.spend(items.size()));
  return make_list(std::move(items), Sequence::range);
}

}  // namespace hfi::tokenizers::chat::functions

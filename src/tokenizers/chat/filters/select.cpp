// Filters that apply filters and tests to every item.

#include "tokenizers/chat/filters/catalog.h"
#include "tokenizers/chat/tests/catalog.h"
#include "tokenizers/chat/values/compare.h"

namespace hfi::tokenizers::chat::filters {
namespace {

// The arguments behind the first `count`.
Arguments behind(const Arguments& arguments, std::size_t count) {
  auto rest = arguments;
  rest.positional.erase(rest.positional.begin(),
                        rest.positional.begin() + static_cast<std::ptrdiff_t>(count));
  return rest;
}

enum class Looks { at_items, at_attributes };

// The items that pass the test, or those that do not: `(test, …)`, or `(attribute, test, …)`. Without a test, true ones.
Result<Value> chosen(Renderer& renderer, const Value& value, const Arguments& arguments,
                     Looks looks, bool wanted) {
  const std::size_t before = looks == Looks::at_attributes ? 1 : 0;
  if (arguments.positional.size() < before) return error("Missing parameter for attribute name");
  nodes::Test test = nullptr;
  if (arguments.positional.size() > before) {
    const auto* name = arguments.positional[before].if_text();
    test = name == nullptr ? nullptr : tests::find(*name);
    if (test == nullptr) return error("No test named '" + (name == nullptr ? "" : *name) + "'.");
  }
  const auto rest = behind(arguments, test == nullptr ? before : before + 1);
  std::vector<Value> result;
  for (const auto& item : TRY(items_of(value))) {
    TRY(renderer.spend(1));
    const auto looked_at =
        looks == Looks::at_items ? item : TRY(member_of(renderer, item, arguments.positional[0]));
    const bool passes = test == nullptr ? truth(looked_at) : TRY(test(renderer, looked_at, rest));
    if (passes == wanted) result.push_back(item);
  }
  return make_list(std::move(result), Sequence::generator);
}

}  // namespace

Result<Value> select(Renderer& renderer, const Value& value, const Arguments& arguments) {
  return chosen(renderer, value, arguments, Looks::at_items, true);
}
Result<Value> reject(Renderer& renderer, const Value& value, const Arguments& arguments) {
  return chosen(renderer, value, arguments, Looks::at_items, false);
}
Result<Value> selectattr(Renderer& renderer, const Value& value, const Arguments& arguments) {
  return chosen(renderer, value, arguments, Looks::at_attributes, true);
}
Result<Value> rejectattr(Renderer& renderer, const Value& value, const Arguments& arguments) {
  return chosen(renderer, value, arguments, Looks::at_attributes, false);
}

Result<Value> map(Renderer& renderer, const Value& value, const Arguments& arguments) {
  const auto* attribute = arguments.positional.empty() ? arguments.find("attribute") : nullptr;
  nodes::Filter filter = nullptr;
  Arguments rest;
  if (attribute == nullptr) {
    if (arguments.positional.empty()) return error("map requires a filter argument");
    const auto* name = arguments.positional[0].if_text();
    filter = name == nullptr ? nullptr : find(*name);
    if (filter == nullptr)
      return error("No filter named '" + (name == nullptr ? "" : *name) + "'.");
    rest = behind(arguments, 1);
  }
  const auto* absent = arguments.find("default");
  std::vector<Value> result;
  for (const auto& item : TRY(items_of(value))) {
    TRY(renderer.enter());
    auto mapped = filter != nullptr ? TRY(filter(renderer, item, rest))
                                    : TRY(member_of(renderer, item, *attribute));
    renderer.leave();
    if (filter == nullptr && absent != nullptr && mapped.is_undefined()) mapped = *absent;
    if (const auto* text = mapped.if_text()) TRY(renderer.spend_bytes(text->size()));
    result.push_back(std::move(mapped));
  }
  return make_list(std::move(result), Sequence::generator);
}

}  // namespace hfi::tokenizers::chat::filters

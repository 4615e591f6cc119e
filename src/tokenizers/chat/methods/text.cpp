// Methods of strings.

#include <algorithm>
#include <limits>

#include "tokenizers/chat/methods/named.h"
#include "tokenizers/chat/values/arithmetic.h"
#include "tokenizers/chat/values/compare.h"
#include "tokenizers/chat/values/format.h"
#include "tokenizers/chat/values/strings.h"
#include "tokenizers/text/utf8.h"

namespace hfi::tokenizers::chat::methods {
namespace {

constexpr auto unlimited = std::numeric_limits<std::size_t>::max();

// Python's counts: negative is no limit.
std::size_t limit(std::int64_t count) {
  return count < 0 ? unlimited : static_cast<std::size_t>(count);
}

Result<std::optional<std::string>> optional_text(const Bound& bound, std::size_t index) {
  if (bound[index] == nullptr || bound[index]->is_none()) return std::nullopt;
  return TRY(bound.text(index));
}

template <Ends ends>
Result<Value> strip(const Value& self, const Arguments& arguments) {
  const auto bound = TRY(Bound::of("strip", arguments, {"chars"}));
  return Value(stripped(*self.if_text(), ends, TRY(optional_text(bound, 0))));
}

template <Ends from>
Result<Value> split_method(const Value& self, const Arguments& arguments) {
  const auto bound = TRY(Bound::of("split", arguments, {"sep", "maxsplit"}));
  const auto separator = TRY(optional_text(bound, 0));
  if (separator && separator->empty()) return error("empty separator");
  std::vector<Value> parts;
  for (auto& part : split(*self.if_text(), separator, limit(TRY(bound.integer(1, -1))), from))
    parts.emplace_back(std::move(part));
  return make_list(std::move(parts));
}

Result<Value> splitlines(const Value& self, const Arguments& arguments) {
  const auto bound = TRY(Bound::of("splitlines", arguments, {"keepends"}));
  std::vector<Value> lines;
  for (auto& line : split_lines(*self.if_text(), bound.flag(0, false)))
    lines.emplace_back(std::move(line));
  return make_list(std::move(lines));
}

template <Ends end>
Result<Value> begins_or_ends(const Value& self, const Arguments& arguments) {
  const auto bound = TRY(Bound::of("startswith", arguments, {"prefix"}));
  const auto wanted = TRY(bound.required(0));
  const std::string_view text = *self.if_text();
  const auto matches = [&](const Value& value) {
    const auto* part = value.if_text();
    return part != nullptr && (end == Ends::left ? text.starts_with(*part) : text.ends_with(*part));
  };
  if (const auto* list = wanted.if_list()) return Value(std::ranges::any_of(list->items, matches));
  TRY(bound.text(0));
  return Value(matches(wanted));
}

template <std::string (*change)(std::string_view)>
Result<Value> changed(const Value& self, const Arguments& arguments) {
  TRY(Bound::of("the method", arguments, {}));
  return Value(change(*self.if_text()));
}

template <CharacterKind kind>
Result<Value> is(const Value& self, const Arguments& arguments) {
  TRY(Bound::of("the method", arguments, {}));
  return Value(is_all(*self.if_text(), kind));
}

Result<Value> replace(const Value& self, const Arguments& arguments) {
  const auto bound = TRY(Bound::of("replace", arguments, {"old", "new", "count"}));
  const auto from = TRY(bound.text(0));
  const auto to = TRY(bound.text(1));
  const auto& text = *self.if_text();
  if ((text.size() / std::max<std::size_t>(from.size(), 1) + 1) * (to.size() + 1) > max_made)
    return error("a replacement that may become longer than " + std::to_string(max_made) +
                 " bytes");
  return Value(replaced(text, from, to, limit(TRY(bound.integer(2, -1)))));
}

Result<Value> join(const Value& self, const Arguments& arguments) {
  const auto bound = TRY(Bound::of("join", arguments, {"iterable"}));
  std::string result;
  bool first = true;
  for (const auto& item : TRY(items_of(TRY(bound.required(0))))) {
    const auto* part = item.if_text();
    if (part == nullptr)
      return error("join(): expected str, " + std::string(type_name(item)) + " found");
    if (result.size() + self.if_text()->size() + part->size() > max_made)
      return error("a string longer than " + std::to_string(max_made) + " bytes");
    if (!first) result += *self.if_text();
    first = false;
    result += *part;
  }
  return Value(std::move(result));
}

// find, rfind, index, rindex: positions count characters.
template <Ends from, bool must_exist>
Result<Value> find_text(const Value& self, const Arguments& arguments) {
  const auto bound = TRY(Bound::of("find", arguments, {"sub"}));
  const auto part = TRY(bound.text(0));
  const std::string_view text = *self.if_text();
  const auto found = from == Ends::left ? text.find(part) : text.rfind(part);
  if (found != std::string_view::npos)
    return Value(static_cast<std::int64_t>(utf8::count(text.substr(0, found))));
  if (must_exist) return error("substring not found");
  return Value(std::int64_t{-1});
}

Result<Value> count_parts(const Value& self, const Arguments& arguments) {
  const auto bound = TRY(Bound::of("count", arguments, {"sub"}));
  const auto part = TRY(bound.text(0));
  const std::string_view text = *self.if_text();
  if (part.empty()) return Value(static_cast<std::int64_t>(utf8::count(text)) + 1);
  std::int64_t found = 0;
  for (auto at = text.find(part); at != std::string_view::npos;
       at = text.find(part, at + part.size()))
    ++found;
  return Value(found);
}

template <Ends end>
Result<Value> remove_affix(const Value& self, const Arguments& arguments) {
  const auto bound = TRY(Bound::of("removeprefix", arguments, {"affix"}));
  const auto affix = TRY(bound.text(0));
  std::string_view text = *self.if_text();
  if (end == Ends::left && text.starts_with(affix)) text.remove_prefix(affix.size());
  if (end == Ends::right && text.ends_with(affix)) text.remove_suffix(affix.size());
  return Value(text);
}

template <Ends from>
Result<Value> partition(const Value& self, const Arguments& arguments) {
  const auto bound = TRY(Bound::of("partition", arguments, {"sep"}));
  const auto separator = TRY(bound.text(0));
  if (separator.empty()) return error("empty separator");
  const std::string_view text = *self.if_text();
  const auto found = from == Ends::left ? text.find(separator) : text.rfind(separator);
  std::vector<Value> parts;
  if (found != std::string_view::npos)
    parts = {text.substr(0, found), Value(separator), text.substr(found + separator.size())};
  else if (from == Ends::left)
    parts = {self, Value(""), Value("")};
  else
    parts = {Value(""), Value(""), self};
  return make_list(std::move(parts), Sequence::tuple);
}

template <Ends text_at>
Result<Value> justify(const Value& self, const Arguments& arguments) {
  const auto bound = TRY(Bound::of("center", arguments, {"width", "fillchar"}));
  TRY(bound.required(0));
  const auto width = TRY(bound.integer(0, 0));
  const auto fill = TRY(bound.text(1, " "));
  if (utf8::count(fill) != 1) return error("the fill character must be one character long");
  if (width > static_cast<std::int64_t>(max_made / 4))
    return error("wider than " + std::to_string(max_made / 4) + " characters");
  return Value(padded(*self.if_text(), static_cast<std::size_t>(std::max<std::int64_t>(width, 0)),
                      fill, text_at));
}

Result<Value> format(const Value& self, const Arguments& arguments) {
  return Value(TRY(format_braces(*self.if_text(), arguments)));
}

constexpr std::array all{Named{"capitalize", changed<capitalized>},
                         Named{"casefold", changed<lower>},
                         Named{"center", justify<Ends::both>},
                         Named{"count", count_parts},
                         Named{"endswith", begins_or_ends<Ends::right>},
                         Named{"find", find_text<Ends::left, false>},
                         Named{"format", format},
                         Named{"index", find_text<Ends::left, true>},
                         Named{"isalnum", is<CharacterKind::alnum>},
                         Named{"isalpha", is<CharacterKind::alpha>},
                         Named{"isdecimal", is<CharacterKind::decimal>},
                         Named{"isdigit", is<CharacterKind::digit>},
                         Named{"islower", is<CharacterKind::lower>},
                         Named{"isnumeric", is<CharacterKind::numeric>},
                         Named{"isspace", is<CharacterKind::space>},
                         Named{"isupper", is<CharacterKind::upper>},
                         Named{"join", join},
                         Named{"ljust", justify<Ends::left>},
                         Named{"lower", changed<lower>},
                         Named{"lstrip", strip<Ends::left>},
                         Named{"partition", partition<Ends::left>},
                         Named{"removeprefix", remove_affix<Ends::left>},
                         Named{"removesuffix", remove_affix<Ends::right>},
                         Named{"replace", replace},
                         Named{"rfind", find_text<Ends::right, false>},
                         Named{"rindex", find_text<Ends::right, true>},
                         Named{"rjust", justify<Ends::right>},
                         Named{"rpartition", partition<Ends::right>},
                         Named{"rsplit", split_method<Ends::right>},
                         Named{"rstrip", strip<Ends::right>},
                         Named{"split", split_method<Ends::left>},
                         Named{"splitlines", splitlines},
                         Named{"startswith", begins_or_ends<Ends::left>},
                         Named{"strip", strip<Ends::both>},
                         Named{"swapcase", changed<swapped_case>},
                         Named{"title", changed<title>},
                         Named{"upper", changed<upper>}};

}  // namespace

Method of_text(std::string_view name) { return find(all, name); }

}  // namespace hfi::tokenizers::chat::methods

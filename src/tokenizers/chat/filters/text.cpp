// Filters that make texts of texts.

#include "tokenizers/chat/values/text.h"

#include <limits>

#include "tokenizers/chat/filters/catalog.h"
#include "tokenizers/chat/methods/methods.h"
#include "tokenizers/chat/values/compare.h"
#include "tokenizers/chat/values/strings.h"
#include "tokenizers/text/utf8.h"

namespace hfi::tokenizers::chat::filters {
namespace {

// The filter is str's method of the same name, on whatever the value looks like when printed.
Result<Value> by_method(std::string_view name, const Value& value, const Arguments& arguments) {
  return methods::of_text(name)(Value(to_text(value)), arguments);
}

}  // namespace

Result<Value> capitalize(Renderer&, const Value& value, const Arguments& arguments) {
  return by_method("capitalize", value, arguments);
}
Result<Value> lower(Renderer&, const Value& value, const Arguments& arguments) {
  return by_method("lower", value, arguments);
}
Result<Value> upper(Renderer&, const Value& value, const Arguments& arguments) {
  return by_method("upper", value, arguments);
}
Result<Value> trim(Renderer&, const Value& value, const Arguments& arguments) {
  return by_method("strip", value, arguments);
}

Result<Value> string(Renderer&, const Value& value, const Arguments& arguments) {
  TRY(Bound::of("string", arguments, {}));
  return value.if_text() != nullptr ? value : Value(to_text(value));
}

Result<Value> center(Renderer&, const Value& value, const Arguments& arguments) {
  const auto bound = TRY(Bound::of("center", arguments, {"width"}));
  Arguments given;
  given.positional.emplace_back(TRY(bound.integer(0, 80)));
  return by_method("center", value, given);
}

Result<Value> replace(Renderer&, const Value& value, const Arguments& arguments) {
  const auto bound = TRY(Bound::of("replace", arguments, {"old", "new", "count"}));
  Arguments given;
  given.positional.emplace_back(to_text(TRY(bound.required(0))));
  given.positional.emplace_back(to_text(TRY(bound.required(1))));
  if (bound[2] != nullptr && !bound[2]->is_none()) given.positional.push_back(*bound[2]);
  return by_method("replace", value, given);
}

// Words begin after white space, hyphens and brackets; what follows their first letter is small.
Result<Value> title(Renderer&, const Value& value, const Arguments& arguments) {
  TRY(Bound::of("title", arguments, {}));
  constexpr std::string_view marks = "-({[<";
  const auto text = to_text(value);
  std::string result;
  bool begins = true;
  for (const auto character : characters_of(text)) {
    result += begins ? chat::upper(character) : chat::lower(character);
    begins =
        is_all(character, CharacterKind::space) || marks.find(character) != std::string_view::npos;
  }
  return Value(std::move(result));
}

Result<Value> escape(Renderer&, const Value& value, const Arguments& arguments) {
  TRY(Bound::of("escape", arguments, {}));
  std::string result;
  for (const char c : to_text(value)) {
    switch (c) {
      case '&':
        result += "&amp;";
        break;
      case '<':
        result += "&lt;";
        break;
      case '>':
        result += "&gt;";
        break;
      case '\'':
        result += "&#39;";
        break;
      case '"':
        result += "&#34;";
        break;
      default:
        result += c;
    }
  }
  return Value(std::move(result));
}

Result<Value> striptags(Renderer&, const Value& value, const Arguments& arguments) {
  TRY(Bound::of("striptags", arguments, {}));
  auto text = to_text(value);
  for (auto begin = text.find("<!--"); begin != std::string::npos;
       begin = text.find("<!--", begin)) {
    const auto end = text.find("-->", begin);
    if (end == std::string::npos) break;
    text.erase(begin, end + 3 - begin);
  }
  for (auto begin = text.find('<'); begin != std::string::npos; begin = text.find('<', begin)) {
    const auto end = text.find('>', begin);
    if (end == std::string::npos) break;
    text.erase(begin, end + 1 - begin);
  }
  std::string result;
  for (const auto& word : split(text, std::nullopt, std::string::npos, Ends::left))
    result += (result.empty() ? "" : " ") + word;
  return Value(std::move(result));
}

Result<Value> indent(Renderer&, const Value& value, const Arguments& arguments) {
  const auto bound = TRY(Bound::of("indent", arguments, {"width", "first", "blank"}));
  std::string indention;
  if (bound[0] != nullptr && bound[0]->if_text() != nullptr)
    indention = *bound[0]->if_text();
  else
    indention = padded(
        "", static_cast<std::size_t>(std::clamp<std::int64_t>(TRY(bound.integer(0, 4)), 0, 10'000)),
        " ", Ends::left);
  const bool blank = bound.flag(2, false);
  const auto lines = split_lines(to_text(value) + "\n", false);
  if (lines.size() * indention.size() > max_made) return error("a text that would become too long");
  std::string result = bound.flag(1, false) ? indention : "";
  for (const auto& line : lines) {
    if (&line != &lines.front()) {
      result += '\n';
      if (blank || !line.empty()) result += indention;
    }
    result += line;
  }
  return Value(std::move(result));
}

Result<Value> truncate(Renderer&, const Value& value, const Arguments& arguments) {
  const auto bound =
      TRY(Bound::of("truncate", arguments, {"length", "killwords", "end", "leeway"}));
  const auto length = TRY(bound.integer(0, 255));
  const auto end = TRY(bound.text(2, "..."));
  const auto leeway = bound[3] == nullptr || bound[3]->is_none() ? 5 : TRY(bound.integer(3, 5));
  const auto room = length - static_cast<std::int64_t>(utf8::count(end));
  if (room < 0 || leeway < 0)
    return error("truncate(): the length must hold the end, and leeway be positive");
  const auto text = to_text(value);
  const auto characters = characters_of(text);
  if (static_cast<std::int64_t>(characters.size()) - leeway <= length) return Value(text);
  std::string kept;
  for (std::int64_t i = 0; i < room; ++i) kept += characters[static_cast<std::size_t>(i)];
  const auto space = kept.rfind(' ');
  if (!bound.flag(1, false) && space != std::string::npos) kept.resize(space);
  return Value(kept + end);
}

Result<Value> format(Renderer&, const Value& value, const Arguments& arguments) {
  if (!arguments.named.empty()) {
    if (!arguments.positional.empty())
      return error("can't handle positional and keyword arguments at the same time");
    Dict members;
    for (const auto& [name, member] : arguments.named) members.set(Value(name), member);
    return Value(TRY(format_percent(to_text(value), TRY(make_dict(std::move(members))))));
  }
  const auto values = TRY(make_list(arguments.positional, Sequence::tuple));
  return Value(TRY(format_percent(to_text(value), values)));
}

Result<Value> urlencode(Renderer&, const Value& value, const Arguments& arguments) {
  TRY(Bound::of("urlencode", arguments, {}));
  if (value.if_dict() != nullptr || value.if_list() != nullptr)
    return error("urlencode(): only of a string");
  constexpr std::string_view safe = "_.-~/";
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string result;
  for (const char c : to_text(value)) {
    const auto byte = static_cast<unsigned char>(c);
    const bool alphanumeric = (byte | 0x20U) - unsigned{'a'} < 26 || byte - unsigned{'0'} < 10;
    if (alphanumeric || safe.find(c) != std::string_view::npos) {
      result += c;
    } else {
      result += '%';
      result += digits[byte >> 4U];
      result += digits[byte & 0xFU];
    }
  }
  return Value(std::move(result));
}

Result<Value> wordcount(Renderer&, const Value& value, const Arguments& arguments) {
  TRY(Bound::of("wordcount", arguments, {}));
  std::int64_t words = 0;
  bool inside = false;
  const auto text = to_text(value);
  for (const auto character : characters_of(text)) {
    const bool is_word = character == "_" || is_all(character, CharacterKind::alnum);
    words += is_word && !inside ? 1 : 0;
    inside = is_word;
  }
  return Value(words);
}

}  // namespace hfi::tokenizers::chat::filters

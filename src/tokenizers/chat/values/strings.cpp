#include "tokenizers/chat/values/strings.h"

#include <unicode/locid.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <limits>

#include "tokenizers/chat/values/characters.h"
#include "tokenizers/text/utf8.h"

namespace hfi::tokenizers::chat {
namespace {

bool is_cased(char32_t c) {
  const auto point = static_cast<UChar32>(c);
  return u_isUUppercase(point) != 0 || u_isULowercase(point) != 0 || u_istitle(point) != 0;
}

std::string in_title_case(std::string_view character) {
  const auto point = static_cast<UChar32>(utf8::decode(character, 0).character);
  const auto title = u_totitle(point);
  if (title != point || u_isULowercase(point) == 0)
    return utf8::encode(static_cast<char32_t>(title));
  return capitalized(upper(character));  // ß and its like become several characters
}

std::size_t split_at(std::string_view text, const std::optional<std::string>& separator,
                     std::size_t& length) {
  if (separator) {
    length = separator->size();
    return text.find(*separator);
  }
  for (std::size_t at = 0; at < text.size();) {
    const auto [c, size] = utf8::decode(text, at);
    if (is_space(c)) {
      length = size;
      return at;
    }
    at += size;
  }
  return std::string_view::npos;
}

// Where the last space is, and its bytes.
std::size_t find_last_space(std::string_view text, std::size_t& length) {
  for (auto at = text.size(); at > 0;) {
    at = utf8::previous(text, at);
    const auto [c, size] = utf8::decode(text, at);
    length = size;
    if (is_space(c)) return at;
  }
  return std::string_view::npos;
}

std::vector<std::string> split_from_right(std::string_view text,
                                          const std::optional<std::string>& separator,
                                          std::size_t most) {
  std::vector<std::string> parts;
  if (!separator) text = text.substr(0, stripped(text, Ends::right).size());
  for (; most > 0 && !text.empty(); --most) {
    std::size_t length = separator ? separator->size() : 0;
    const auto begin = separator ? text.rfind(*separator) : find_last_space(text, length);
    if (begin == std::string_view::npos) break;
    parts.emplace_back(text.substr(begin + length));
    text = text.substr(0, begin);
    if (!separator) text = text.substr(0, stripped(text, Ends::right).size());
  }
  if (separator || !text.empty()) parts.emplace_back(text);
  std::ranges::reverse(parts);
  return parts;
}

bool has_kind(char32_t c, CharacterKind kind) {
  const auto numeric_type = u_getIntPropertyValue(static_cast<UChar32>(c), UCHAR_NUMERIC_TYPE);
  switch (kind) {
    case CharacterKind::alpha:
      return unicode::is_one_of(unicode::classes()[c], unicode::letters);
    case CharacterKind::decimal:
      return numeric_type == U_NT_DECIMAL;
    case CharacterKind::digit:
      return numeric_type == U_NT_DECIMAL || numeric_type == U_NT_DIGIT;
    case CharacterKind::numeric:
      return numeric_type != U_NT_NONE;
    case CharacterKind::alnum:
      return has_kind(c, CharacterKind::alpha) || numeric_type != U_NT_NONE;
    case CharacterKind::space:
      return is_space(c);
    case CharacterKind::lower:
      return u_isULowercase(static_cast<UChar32>(c)) != 0;
    case CharacterKind::upper:
      return u_isUUppercase(static_cast<UChar32>(c)) != 0;
  }
  return false;
}

}  // namespace

std::string stripped(std::string_view text, Ends ends,
                     const std::optional<std::string>& characters) {
  const auto goes = [&](std::size_t at) {
    const auto [c, length] = utf8::decode(text, at);
    return characters ? characters->find(text.substr(at, length)) != std::string::npos
                      : is_space(c);
  };
  while (ends != Ends::right && !text.empty() && goes(0)) text.remove_prefix(utf8::length(text[0]));
  while (ends != Ends::left && !text.empty()) {
    const auto last = utf8::previous(text, text.size());
    if (!goes(last)) break;
    text.remove_suffix(text.size() - last);
  }
  return std::string(text);
}

std::string upper(std::string_view text) {
  std::string result;
  auto wide =
      icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int>(text.size())));
  wide.toUpper(icu::Locale::getRoot()).toUTF8String(result);
  return result;
}

std::string lower(std::string_view text) {
  std::string result;
  auto wide =
      icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int>(text.size())));
  wide.toLower(icu::Locale::getRoot()).toUTF8String(result);
  return result;
}

std::string capitalized(std::string_view text) {
  if (text.empty()) return "";
  const auto first = utf8::length(text[0]);
  return in_title_case(text.substr(0, first)) + lower(text.substr(first));
}

std::string title(std::string_view text) {
  std::string result;
  bool in_word = false;
  for (const auto character : characters_of(text)) {
    result += in_word ? lower(character) : in_title_case(character);
    in_word = is_cased(utf8::decode(character, 0).character);
  }
  return result;
}

std::string swapped_case(std::string_view text) {
  std::string result;
  for (const auto character : characters_of(text)) {
    const auto c = static_cast<UChar32>(utf8::decode(character, 0).character);
    if (u_isUUppercase(c) != 0)
      result += lower(character);
    else
      result += u_isULowercase(c) != 0 ? upper(character) : std::string(character);
  }
  return result;
}

std::vector<std::string> split(std::string_view text, const std::optional<std::string>& separator,
                               std::size_t most, Ends from) {
  if (from == Ends::right) return split_from_right(text, separator, most);
  std::vector<std::string> parts;
  const auto skip_space = [&] {
    if (!separator) text.remove_prefix(text.size() - stripped(text, Ends::left).size());
  };
  skip_space();
  for (; most > 0; --most) {
    std::size_t length = 0;
    const auto end = split_at(text, separator, length);
    if (end == std::string_view::npos) break;
    parts.emplace_back(text.substr(0, end));
    text.remove_prefix(end + length);
    skip_space();
  }
  if (separator || !text.empty()) parts.emplace_back(text);
  return parts;
}

std::vector<std::string> split_lines(std::string_view text, bool keep_ends) {
  constexpr std::u32string_view breaks = U"\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029";
  std::vector<std::string> lines;
  std::size_t begin = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto [c, length] = utf8::decode(text, at);
    auto next = at + length;
    if (breaks.find(c) != std::u32string_view::npos) {
      if (c == '\r' && next < text.size() && text[next] == '\n') ++next;
      lines.emplace_back(text.substr(begin, (keep_ends ? next : at) - begin));
      begin = next;
    }
    at = next;
  }
  if (begin < text.size()) lines.emplace_back(text.substr(begin));
  return lines;
}

std::string replaced(std::string_view text, std::string_view from, std::string_view to,
                     std::size_t most) {
  std::string result;
  if (from.empty()) {
    for (const auto character : characters_of(text)) {
      if (most > 0) {
        result += to;
        --most;
      }
      result += character;
    }
    return most > 0 ? result + std::string(to) : result;
  }
  for (; most > 0; --most) {
    const auto found = text.find(from);
    if (found == std::string_view::npos) break;
    result += text.substr(0, found);
    result += to;
    text.remove_prefix(found + from.size());
  }
  result += text;
  return result;
}

std::string padded(std::string_view text, std::size_t width, std::string_view fill, Ends text_at) {
  const auto size = utf8::count(text);
  if (size >= width) return std::string(text);
  const auto missing = width - size;
  // Python puts the odd one out on the left where the width is odd
  auto left = text_at == Ends::both ? missing / 2 + (missing & width & 1U) : missing;
  if (text_at == Ends::left) left = 0;
  std::string result;
  for (std::size_t i = 0; i < left; ++i) result += fill;
  result += text;
  for (std::size_t i = left; i < missing; ++i) result += fill;
  return result;
}

std::vector<std::string_view> characters_of(std::string_view text) {
  std::vector<std::string_view> characters;
  for (std::size_t at = 0; at < text.size();) {
    characters.push_back(text.substr(at, utf8::length(text[at])));
    at += characters.back().size();
  }
  return characters;
}

bool is_all(std::string_view text, CharacterKind kind) {
  const bool about_case = kind == CharacterKind::lower || kind == CharacterKind::upper;
  bool any = false;
  for (const auto character : characters_of(text)) {
    const auto c = utf8::decode(character, 0).character;
    if (about_case && !is_cased(c)) continue;
    if (!has_kind(c, kind)) return false;
    any = true;
  }
  return any;
}

}  // namespace hfi::tokenizers::chat

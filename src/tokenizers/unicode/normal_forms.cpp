#include "tokenizers/unicode/normal_forms.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include <algorithm>
#include <array>

#include "tokenizers/text/utf8.h"
#include "tokenizers/unicode/age.h"
#include "tokenizers/unicode/lazy_map.h"

namespace hfi::tokenizers::unicode {
namespace {

// A character on its way through decomposition and composition. `change` counts as in the library's aligned normal
// forms: 1 when it adds a character to the text, 0 when it replaces one, -n when it also swallows n more.
struct Part {
  char32_t character;
  std::int32_t change;
  std::uint8_t combining_class;
};

const UNormalizer2* instance(Form form) {
  UErrorCode error = U_ZERO_ERROR;  // the data is linked in, so this cannot fail
  switch (form) {
    case Form::nfc:
      return unorm2_getNFCInstance(&error);
    case Form::nfd:
      return unorm2_getNFDInstance(&error);
    case Form::nfkc:
      return unorm2_getNFKCInstance(&error);
    case Form::nfkd:
      return unorm2_getNFKDInstance(&error);
  }
  return nullptr;
}

std::uint8_t combining_class(char32_t c) {
  const auto value = u_getCombiningClass(static_cast<UChar32>(c));
  return value != 0 && in_unicode_9(c) ? value : std::uint8_t{0};
}

constexpr char32_t no_composition = 0;

char32_t compose(char32_t first, char32_t second) {
  const auto result = unorm2_composePair(instance(Form::nfc), static_cast<UChar32>(first),
                                         static_cast<UChar32>(second));
  if (result < 0 || !in_unicode_9(static_cast<char32_t>(result))) return no_composition;
  return in_unicode_9(second) ? static_cast<char32_t>(result) : no_composition;
}

std::u32string decomposition(const UNormalizer2* normalizer, char32_t c) {
  std::array<UChar, 64> units{};
  UErrorCode error = U_ZERO_ERROR;
  const auto length = unorm2_getDecomposition(normalizer, static_cast<UChar32>(c), units.data(),
                                              static_cast<std::int32_t>(units.size()), &error);
  if (length < 0 || U_FAILURE(error) || !in_unicode_9(c)) return {c};
  std::array<UChar32, 64> characters{};
  std::int32_t count = 0;
  u_strToUTF32(characters.data(), static_cast<std::int32_t>(characters.size()), &count,
               units.data(), length, &error);
  if (U_FAILURE(error)) return {c};
  return {characters.begin(), characters.begin() + count};
}

// Of a form that decomposes, or the one that composition starts from.
const LazyMap<std::u32string>& decompositions(Form form) {
  static const LazyMap<std::u32string> canonical(
      [](char32_t c) { return decomposition(instance(Form::nfd), c); });
  static const LazyMap<std::u32string> compatible(
      [](char32_t c) { return decomposition(instance(Form::nfkd), c); });
  return form == Form::nfc || form == Form::nfd ? canonical : compatible;
}

// Decomposes `text` and sorts runs of combining characters.
std::vector<Part> decomposed(std::string_view text, const LazyMap<std::u32string>& decompositions) {
  std::vector<Part> parts;
  std::size_t sorted = 0;
  const auto sort = [&] {
    std::stable_sort(
        parts.begin() + static_cast<std::ptrdiff_t>(sorted), parts.end(),
        [](const Part& a, const Part& b) { return a.combining_class < b.combining_class; });
    sorted = parts.size();
  };
  for (std::size_t i = 0; i < text.size();) {
    const auto [character, length] = utf8::decode(text, i);
    i += length;
    std::int32_t change = 0;
    for (const auto c : decompositions[character]) {
      const auto value = combining_class(c);
      if (value == 0) sort();
      parts.push_back({c, change, value});
      change = 1;
    }
  }
  sort();
  return parts;
}

// Canonical composition (UAX #15, D117).
std::vector<Part> composed(const std::vector<Part>& parts) {
  std::vector<Part> result;
  std::size_t starter = 0;  // in result
  bool has_starter = false;
  int last_class = -1;  // of what stands between the starter and here; -1: nothing
  for (const auto& part : parts) {
    const bool blocked = last_class >= part.combining_class;
    const auto whole = has_starter && !blocked ? compose(result[starter].character, part.character)
                                               : no_composition;
    if (whole != no_composition) {
      result[starter].character = whole;
      result[starter].change += part.change - 1;
      continue;
    }
    if (part.combining_class == 0) {
      starter = result.size();
      has_starter = true;
      last_class = -1;
    } else if (has_starter) {
      last_class = part.combining_class;
    }
    result.push_back(part);
  }
  return result;
}

// Characters that a form leaves as they are and that join nothing before them: between two such characters a text can be
// cut, and each part be normalized on its own. ASCII is among them in every form.
const LazyMap<bool>& stable_characters(Form form) {
  static constexpr std::array quick_checks{UCHAR_NFC_QUICK_CHECK, UCHAR_NFD_QUICK_CHECK,
                                           UCHAR_NFKC_QUICK_CHECK, UCHAR_NFKD_QUICK_CHECK};
  static const auto map = [](std::size_t form_index) {
    return LazyMap<bool>([form_index](char32_t c) {
      return !in_unicode_9(c) || (combining_class(c) == 0 &&
                                  u_getIntPropertyValue(static_cast<UChar32>(c),
                                                        quick_checks.at(form_index)) == UNORM_YES);
    });
  };
  static const std::array<LazyMap<bool>, quick_checks.size()> maps{map(0), map(1), map(2), map(3)};
  return maps.at(static_cast<std::size_t>(form));
}

void write(Rewrite& out, const std::vector<Part>& parts) {
  for (const auto& part : parts) {
    if (part.change > 0) {
      out.insert(part.character);
      continue;
    }
    out.replace(part.character);
    for (auto i = part.change; i < 0 && !out.at_end(); ++i) out.drop();
  }
}

}  // namespace

Result<void> normalize(AlignedText& text, Form form) {
  const auto& stable = stable_characters(form);
  const auto source = text.view();
  // the next character that is not stable, or the end
  const auto find_unstable = [&](std::size_t at) {
    while (at < source.size()) {
      if (static_cast<unsigned char>(source[at]) < 0x80) {
        ++at;
        continue;
      }
      const auto [character, length] = utf8::decode(source, at);
      if (!stable[character]) break;
      at += length;
    }
    return at;
  };
  auto unstable = find_unstable(0);
  if (unstable == source.size()) return {};
  const bool compose = form == Form::nfc || form == Form::nfkc;
  Rewrite out(text);
  for (; unstable < source.size(); unstable = find_unstable(out.position())) {
    // what an unstable character may join or follow begins with the character before it
    const auto begin = unstable == out.position() ? unstable : utf8::previous(source, unstable);
    out.keep(begin - out.position());
    auto end = unstable;
    do end += utf8::length(source[end]);
    while (end < source.size() && !stable[utf8::decode(source, end).character]);
    const auto parts = decomposed(source.substr(begin, end - begin), decompositions(form));
    write(out, compose ? composed(parts) : parts);
  }
  out.keep(source.size() - out.position());
  text = TRY(std::move(out).finish());
  return {};
}

const std::u32string& canonical_decomposition(char32_t character) {
  return decompositions(Form::nfd)[character];
}

}  // namespace hfi::tokenizers::unicode

// Properties by name. General categories, \w and the Han script come from our tables; the rest is what PCRE2 knows.

#include <algorithm>
#include <array>
#include <bitset>
#include <memory>
#include <optional>
#include <utility>

#include "tokenizers/regex/character_set.h"
#include "tokenizers/regex/compiled.h"
#include "tokenizers/text/utf8.h"
#include "tokenizers/unicode/classes.h"

namespace hfi::tokenizers::regex {
namespace {

using unicode::bit;
using unicode::Category;

// The planes in which versions of Unicode differ: 0 to 3 as far as they are used, and the tags.
constexpr char32_t end_of_planes = 0x34000;
constexpr char32_t first_tag = 0xE0000;
constexpr char32_t end_of_tags = 0xE0200;

std::string all_characters() {
  std::string text;
  for (char32_t c = 0; c < end_of_tags; c = c + 1 == end_of_planes ? first_tag : c + 1)
    if (c < 0xD800 || c > 0xDFFF) utf8::append(text, c);
  return text;
}

using Characters = std::bitset<0x110000>;

// The characters that a PCRE2 class matches, of those in all_characters().
std::unique_ptr<Characters> matched(const std::string& pattern) {
  auto result = std::make_unique<Characters>();
  const auto text = all_characters();
  const auto compiled = Compiled::compile(pattern);
  if (!compiled) return result;
  Compiled::Search search(*compiled);
  std::size_t at = 0;
  while (at < text.size()) {
    const auto match = search.find(text, at);
    if (!match || !*match) break;
    for (at = (*match)->begin; at < (*match)->end;) {
      const auto [character, length] = utf8::decode(text, at);
      result->set(character);
      at += length;
    }
  }
  return result;
}

// A set of our tables, written as the PCRE2 class `like` with what that has too few or too many put right.
template <class Contains>
CharacterSet corrected(const std::string& like, Contains&& contains) {
  const auto theirs = matched("[" + like + "]+");
  CharacterSet missing;
  CharacterSet surplus;
  for (char32_t c = 0; c < end_of_tags; ++c) {
    if (c == end_of_planes) c = first_tag;
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    const bool is_ours = contains(unicode::classes()[c]);
    if (is_ours == theirs->test(c)) continue;
    const auto first = c;
    while (c + 1 < end_of_tags && c + 1 != end_of_planes && c + 1 != 0xD800 &&
           contains(unicode::classes()[c + 1]) == is_ours && theirs->test(c + 1) != is_ours)
      ++c;
    (is_ours ? missing : surplus).add_range(first, c);
  }
  if (surplus.items.empty()) return {.items = like + missing.items};
  return {.items = missing.items, .alternatives = {"(?!" + surplus.inside() + ")[" + like + "]"}};
}

constexpr std::array<std::string_view, 30> category_names{
    "Cn", "Cc", "Cf", "Co", "Cs", "Ll", "Lm", "Lo", "Lt", "Lu", "Mc", "Me", "Mn", "Nd", "Nl",
    "No", "Pc", "Pd", "Pe", "Pf", "Pi", "Po", "Ps", "Sc", "Sk", "Sm", "So", "Zl", "Zp", "Zs"};

// Found out once per process for each category that a pattern names.
template <std::size_t category>
const CharacterSet& category_set() {
  static const auto set =
      corrected("\\p{" + std::string(category_names[category]) + "}",
                [](unicode::Class c) { return unicode::is_one_of(c, 1U << category); });
  return set;
}

template <std::size_t... all>
const CharacterSet& category_set(std::size_t category, std::index_sequence<all...>) {
  using Function = const CharacterSet& (*)();
  static constexpr Function functions[] = {&category_set<all>...};
  return functions[category]();
}

struct Named {
  std::string_view name;  // in lower case, without "_", "-" and " "
  std::uint32_t categories;
};

constexpr std::uint32_t all_p = bit(Category::Pc) | bit(Category::Pd) | bit(Category::Pe) |
                                bit(Category::Pf) | bit(Category::Pi) | bit(Category::Po) |
                                bit(Category::Ps);
constexpr std::uint32_t all_s =
    bit(Category::Sc) | bit(Category::Sk) | bit(Category::Sm) | bit(Category::So);
constexpr std::uint32_t all_z = bit(Category::Zl) | bit(Category::Zp) | bit(Category::Zs);
constexpr std::uint32_t all_c = bit(Category::Cn) | bit(Category::Cc) | bit(Category::Cf) |
                                bit(Category::Co) | bit(Category::Cs);
constexpr std::uint32_t cased = bit(Category::Ll) | bit(Category::Lt) | bit(Category::Lu);

constexpr Named groups[] = {{"l", unicode::letters},
                            {"letter", unicode::letters},
                            {"lc", cased},
                            {"casedletter", cased},
                            {"m", unicode::marks},
                            {"mark", unicode::marks},
                            {"combiningmark", unicode::marks},
                            {"n", unicode::numbers},
                            {"number", unicode::numbers},
                            {"p", all_p},
                            {"punctuation", all_p},
                            {"s", all_s},
                            {"symbol", all_s},
                            {"z", all_z},
                            {"separator", all_z},
                            {"c", all_c},
                            {"other", all_c},
                            {"any", 0x3FFFFFFF},
                            {"assigned", 0x3FFFFFFE},
                            {"unassigned", bit(Category::Cn)},
                            {"control", bit(Category::Cc)},
                            {"cntrl", bit(Category::Cc)},
                            {"format", bit(Category::Cf)},
                            {"privateuse", bit(Category::Co)},
                            {"surrogate", bit(Category::Cs)},
                            {"lowercaseletter", bit(Category::Ll)},
                            {"modifierletter", bit(Category::Lm)},
                            {"otherletter", bit(Category::Lo)},
                            {"titlecaseletter", bit(Category::Lt)},
                            {"uppercaseletter", bit(Category::Lu)},
                            {"spacingmark", bit(Category::Mc)},
                            {"enclosingmark", bit(Category::Me)},
                            {"nonspacingmark", bit(Category::Mn)},
                            {"decimalnumber", bit(Category::Nd)},
                            {"digit", bit(Category::Nd)},
                            {"letternumber", bit(Category::Nl)},
                            {"othernumber", bit(Category::No)},
                            {"connectorpunctuation", bit(Category::Pc)},
                            {"dashpunctuation", bit(Category::Pd)},
                            {"closepunctuation", bit(Category::Pe)},
                            {"finalpunctuation", bit(Category::Pf)},
                            {"initialpunctuation", bit(Category::Pi)},
                            {"otherpunctuation", bit(Category::Po)},
                            {"openpunctuation", bit(Category::Ps)},
                            {"currencysymbol", bit(Category::Sc)},
                            {"modifiersymbol", bit(Category::Sk)},
                            {"mathsymbol", bit(Category::Sm)},
                            {"othersymbol", bit(Category::So)},
                            {"lineseparator", bit(Category::Zl)},
                            {"paragraphseparator", bit(Category::Zp)},
                            {"spaceseparator", bit(Category::Zs)}};

CharacterSet of_categories(std::uint32_t mask) {
  CharacterSet set;
  for (std::size_t category = 0; category < category_names.size(); ++category)
    if (mask >> category & 1U)
      set.add(category_set(category, std::make_index_sequence<category_names.size()>()));
  return set;
}

std::string simplified(std::string_view name) {
  std::string result;
  for (const char c : name)
    if (c != ' ' && c != '_' && c != '-')
      result += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return result;
}

std::optional<std::uint32_t> categories_of(std::string_view name) {
  for (const auto& [group, mask] : groups)
    if (group == name) return mask;
  for (std::size_t i = 0; i < category_names.size(); ++i)
    if (simplified(category_names[i]) == name) return 1U << i;
  return std::nullopt;
}

const CharacterSet& han() {
  static const auto set =
      corrected("\\p{sc:Han}", [](unicode::Class c) { return (c & unicode::han) != 0; });
  return set;
}

const CharacterSet& alphabetic() {
  static const auto set =
      corrected("\\p{Alphabetic}", [](unicode::Class c) { return (c & unicode::alphabetic) != 0; });
  return set;
}

std::optional<CharacterSet> posix(std::string_view name) {
  if (name == "space" || name == "whitespace") return white_space();
  if (name == "word") return word_in_class();
  if (name == "alpha" || name == "alphabetic") return alphabetic();
  if (name == "xdigit") return hexadecimal();
  if (name == "ascii") return CharacterSet{.items = "\\x{0}-\\x{7f}"};
  if (name == "punct") return of_categories(all_p | all_s);
  if (name == "blank") {
    auto set = of_categories(bit(Category::Zs));
    set.items += "\\x{9}";
    return set;
  }
  return std::nullopt;
}

}  // namespace

CharacterSet word_in_class() {
  static const auto set = corrected(R"(\p{L}\p{M}\p{Nd}\p{Nl}\p{Pc})",
                                    [](unicode::Class c) { return (c & unicode::onig_word) != 0; });
  return set;
}

CharacterSet word() {
  auto set = word_in_class();
  set.items += R"(\x{b2}\x{b3}\x{b9}\x{bc}-\x{be})";
  return set;
}

CharacterSet digit() { return of_categories(bit(Category::Nd)); }

Result<CharacterSet> property(std::string_view name) {
  const auto key = simplified(name);
  if (const auto mask = categories_of(key)) return of_categories(*mask);
  if (const auto set = posix(key)) return *set;
  if (key == "han") return han();
  constexpr std::size_t longest_name = 40;
  const bool is_plain = key.size() <= longest_name &&
                        std::ranges::all_of(key, [](char c) { return c >= 'a' && c <= 'z'; });
  for (const std::string_view prefix : {"\\p{sc:", "\\p{"}) {
    const auto items = std::string(prefix).append(key).append("}");
    if (is_plain && Compiled::compile(items)) return CharacterSet{.items = items};
  }
  return fail(ErrorCode::model_unsupported,
              std::string("the character property \"").append(name).append("\" is unknown"));
}

Result<CharacterSet> posix_bracket(std::string_view name) {
  if (const auto set = posix(name)) return *set;
  if (name == "upper") return property("uppercase");
  if (name == "lower") return property("lowercase");
  if (name == "digit" || name == "cntrl") return property(name);
  if (name == "alnum") {
    auto set = alphabetic();
    set.add(digit());
    return set;
  }
  return fail(ErrorCode::model_unsupported,
              std::string("the bracket [:").append(name).append(":] is unknown"));
}

}  // namespace hfi::tokenizers::regex

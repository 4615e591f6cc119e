#pragma once
// What kind of character a code point is, by the Unicode versions of the `tokenizers` library's own parts, so that the
// ids do not depend on the Unicode library of the machine.

#include <array>
#include <cstdint>
#include <vector>

namespace hfi::tokenizers::unicode {

// General category, Unicode 16; the order is that of the masks below.
enum class Category : std::uint8_t {
  Cn,
  Cc,
  Cf,
  Co,
  Cs,
  Ll,
  Lm,
  Lo,
  Lt,
  Lu,
  Mc,
  Me,
  Mn,
  Nd,
  Nl,
  No,
  Pc,
  Pd,
  Pe,
  Pf,
  Pi,
  Po,
  Ps,
  Sc,
  Sk,
  Sm,
  So,
  Zl,
  Zp,
  Zs,
};

// Bits of a character's class; the low five hold its category.
using Class = std::uint16_t;
constexpr Class category_mask = 0x1F;
constexpr Class white_space = 1U << 5U;
constexpr Class bert_control = 1U << 6U;  // what BERT's cleaning drops
constexpr Class bert_accent = 1U << 7U;   // nonspacing marks as BERT's accent stripping knows them
constexpr Class bert_punctuation = 1U << 8U;  // what BERT isolates
constexpr Class combining_mark = 1U << 9U;    // what StripAccents drops
constexpr Class numeric = 1U << 10U;          // Rust's char::is_numeric
constexpr Class word = 1U << 11U;             // \w of the regex crate
constexpr Class onig_word = 1U << 12U;        // [\w] of Oniguruma
constexpr Class grapheme_extend = 1U << 13U;  // continues a grapheme: Extend, SpacingMark or ZWJ
constexpr Class han = 1U << 14U;              // the Han script
constexpr Class alphabetic = 1U << 15U;       // the property Alphabetic

// A value per code point, in blocks that are shared while they are all zero.
template <class T>
class CodePointMap {
 public:
  CodePointMap() : index_(0x110000 >> 8U, 0), blocks_(1) {}

  [[nodiscard]] T operator[](char32_t c) const { return blocks_[index_[c >> 8U]][c & 0xFFU]; }
  T& at(char32_t c) {
    auto& block = index_[c >> 8U];
    if (block == 0) {
      block = static_cast<std::uint16_t>(blocks_.size());
      blocks_.emplace_back();
    }
    return blocks_[block][c & 0xFFU];
  }

 private:
  std::vector<std::uint16_t> index_;
  std::vector<std::array<T, 256>> blocks_{};
};

// Built on first use and kept for the life of the process.
const CodePointMap<Class>& classes();

inline Category category_of(Class c) { return static_cast<Category>(c & category_mask); }
constexpr std::uint32_t bit(Category category) { return 1U << static_cast<unsigned>(category); }
constexpr std::uint32_t letters = bit(Category::Ll) | bit(Category::Lm) | bit(Category::Lo) |
                                  bit(Category::Lt) | bit(Category::Lu);
constexpr std::uint32_t marks = bit(Category::Mc) | bit(Category::Me) | bit(Category::Mn);
constexpr std::uint32_t numbers = bit(Category::Nd) | bit(Category::Nl) | bit(Category::No);
inline bool is_one_of(Class c, std::uint32_t categories) {
  return (categories >> (c & category_mask)) & 1U;
}

// Unicode's White_Space: the same 25 characters in all versions and libraries concerned.
inline bool is_space(char32_t c) {
  if (c < 0x80) return c == ' ' || (c >= 9 && c <= 13);
  return classes()[c] & white_space;
}

// One character to one; U+0130, whose lower case is two characters, is left to the caller.
char32_t lowercase(char32_t c);

}  // namespace hfi::tokenizers::unicode

#include "tokenizers/unicode/graphemes.h"

#include <unicode/uchar.h>

#include <algorithm>

#include "tokenizers/text/utf8.h"
#include "tokenizers/unicode/classes.h"

namespace hfi::tokenizers::unicode {
namespace {

enum class Kind { other, cr, lf, control, extend, prepend, l, v, t, lv, lvt, regional, pictograph };

Kind hangul_or(char32_t c, UGraphemeClusterBreak property) {
  switch (property) {
    case U_GCB_L:
      return Kind::l;
    case U_GCB_V:
      return Kind::v;
    case U_GCB_T:
      return Kind::t;
    case U_GCB_LV:
      return Kind::lv;
    case U_GCB_LVT:
      return Kind::lvt;
    default:
      return u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_EXTENDED_PICTOGRAPHIC) != 0
                 ? Kind::pictograph
                 : Kind::other;
  }
}

Kind kind_of(char32_t c) {
  if (c == '\r') return Kind::cr;
  if (c == '\n') return Kind::lf;
  if (classes()[c] & grapheme_extend) return Kind::extend;
  const auto property = static_cast<UGraphemeClusterBreak>(
      u_getIntPropertyValue(static_cast<UChar32>(c), UCHAR_GRAPHEME_CLUSTER_BREAK));
  switch (property) {
    case U_GCB_CONTROL:
      return Kind::control;
    case U_GCB_PREPEND:
      return Kind::prepend;
    case U_GCB_REGIONAL_INDICATOR:
      return Kind::regional;
    default:
      return hangul_or(c, property);
  }
}

// GB9c: the six scripts whose consonants join across a virama.
bool is_virama(char32_t c) {
  return c == 0x94D || c == 0x9CD || c == 0xACD || c == 0xB4D || c == 0xC4D || c == 0xD4D;
}

bool is_conjunct_consonant(char32_t c) {
  struct Block {
    char32_t first, last;
  };
  static constexpr Block ranges[] = {{0x915, 0x939}, {0x958, 0x95F}, {0x978, 0x97F}, {0x995, 0x9A8},
                                     {0x9AA, 0x9B0}, {0x9B2, 0x9B2}, {0x9B6, 0x9B9}, {0x9DC, 0x9DD},
                                     {0x9DF, 0x9DF}, {0x9F0, 0x9F1}, {0xA95, 0xAA8}, {0xAAA, 0xAB0},
                                     {0xAB2, 0xAB3}, {0xAB5, 0xAB9}, {0xAF9, 0xAF9}, {0xB15, 0xB28},
                                     {0xB2A, 0xB30}, {0xB32, 0xB33}, {0xB35, 0xB39}, {0xB5C, 0xB5D},
                                     {0xB5F, 0xB5F}, {0xB71, 0xB71}, {0xC15, 0xC28}, {0xC2A, 0xC39},
                                     {0xC58, 0xC5A}, {0xD15, 0xD3A}};
  return std::ranges::any_of(
      ranges, [c](const auto& range) { return c >= range.first && c <= range.last; });
}

// What has to be remembered of a cluster beyond its last character.
struct Cluster {
  Kind last;
  bool odd_regionals;              // an odd number of regional indicators so far
  bool pictograph;                 // it is a pictograph with extenders
  bool zero_width_joiner = false;  // that end in a joiner
  bool consonant;                  // it is a consonant with extenders
  bool virama = false;             // of which one is a virama

  Cluster(char32_t c, Kind kind)
      : last(kind),
        odd_regionals(kind == Kind::regional),
        pictograph(kind == Kind::pictograph),
        consonant(is_conjunct_consonant(c)) {}
};

bool hangul_continues(Kind last, Kind next) {
  if (last == Kind::l)
    return next == Kind::l || next == Kind::v || next == Kind::lv || next == Kind::lvt;
  if (last == Kind::lv || last == Kind::v) return next == Kind::v || next == Kind::t;
  return (last == Kind::lvt || last == Kind::t) && next == Kind::t;
}

bool continues(const Cluster& cluster, char32_t c, Kind kind) {
  if (cluster.last == Kind::cr) return kind == Kind::lf;
  if (cluster.last == Kind::lf || cluster.last == Kind::control) return false;
  if (kind == Kind::cr || kind == Kind::lf || kind == Kind::control) return false;
  if (kind == Kind::extend || cluster.last == Kind::prepend) return true;
  if (hangul_continues(cluster.last, kind)) return true;
  if (cluster.consonant && cluster.virama && is_conjunct_consonant(c)) return true;
  if (cluster.pictograph && cluster.zero_width_joiner && kind == Kind::pictograph) return true;
  return cluster.last == Kind::regional && kind == Kind::regional && cluster.odd_regionals;
}

void extend(Cluster& cluster, char32_t c, Kind kind) {
  cluster.last = kind;
  if (kind == Kind::extend) {
    constexpr char32_t joiner = 0x200D;
    cluster.zero_width_joiner = c == joiner;
    cluster.virama = cluster.virama || is_virama(c);
    return;
  }
  const bool odd = kind == Kind::regional && !cluster.odd_regionals;
  cluster = Cluster(c, kind);
  cluster.odd_regionals = odd;
}

}  // namespace

std::size_t grapheme_length(std::string_view text) {
  const auto first = utf8::decode(text, 0);
  Cluster cluster(first.character, kind_of(first.character));
  std::size_t end = first.length;
  while (end < text.size()) {
    const auto [c, length] = utf8::decode(text, end);
    const auto kind = kind_of(c);
    if (!continues(cluster, c, kind)) break;
    extend(cluster, c, kind);
    end += length;
  }
  return end;
}

}  // namespace hfi::tokenizers::unicode

#include "tokenizers/unicode/classes.h"

#include <span>

namespace hfi::tokenizers::unicode {
namespace {

struct Run {
  char32_t first;
  Category category;
};
constexpr Run category_runs[] = {
#define RUN(first, category) {first, Category::category},
#include "tokenizers/unicode/generated/categories.inc"
#undef RUN
};

struct Range {
  Class set;
  char32_t first;
  char32_t last;
};
constexpr Range set_ranges[] = {
#define RANGE(set, first, last) {set, first, last},
#include "tokenizers/unicode/generated/sets.inc"
#undef RANGE
    {white_space, 0x09, 0x0D},     {white_space, 0x20, 0x20},     {white_space, 0x85, 0x85},
    {white_space, 0xA0, 0xA0},     {white_space, 0x1680, 0x1680}, {white_space, 0x2000, 0x200A},
    {white_space, 0x2028, 0x2029}, {white_space, 0x202F, 0x202F}, {white_space, 0x205F, 0x205F},
    {white_space, 0x3000, 0x3000},
};

struct CaseRun {
  char32_t first;
  char32_t last;
  char32_t step;
  std::int32_t distance;
};
constexpr CaseRun case_runs[] = {
#define RUN(first, last, step, distance) {first, last, step, distance},
#include "tokenizers/unicode/generated/lowercase.inc"
#undef RUN
};

CodePointMap<Class> build_classes() {
  CodePointMap<Class> map;
  const std::span<const Run> runs(category_runs);
  for (std::size_t i = 0; i < runs.size(); ++i) {
    if (runs[i].category == Category::Cn) continue;
    const auto end = i + 1 < runs.size() ? runs[i + 1].first : 0x110000;
    for (auto c = runs[i].first; c < end; ++c) map.at(c) = static_cast<Class>(runs[i].category);
  }
  for (const auto& [set, first, last] : set_ranges)
    for (auto c = first; c <= last; ++c) map.at(c) = static_cast<Class>(map.at(c) | set);
  return map;
}

CodePointMap<std::int32_t> build_lowercase() {
  CodePointMap<std::int32_t> map;
  for (const auto& [first, last, step, distance] : case_runs)
    for (auto c = first; c <= last; c += step) map.at(c) = distance;
  return map;
}

}  // namespace

const CodePointMap<Class>& classes() {
  static const auto map = build_classes();
  return map;
}

char32_t lowercase(char32_t c) {
  static const auto map = build_lowercase();
  return c + static_cast<char32_t>(map[c]);
}

}  // namespace hfi::tokenizers::unicode

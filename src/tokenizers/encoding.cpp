#include "tokenizers/encoding.h"

#include <algorithm>
#include <iterator>

namespace hfi::tokenizers {
namespace {

template <class T>
void append(std::vector<T>& to, const std::vector<T>& from) {
  to.insert(to.end(), from.begin(), from.end());
}

template <class T>
std::vector<T> part(const std::vector<T>& all, std::size_t begin, std::size_t end) {
  if (all.empty()) return {};  // left out
  return {all.begin() + static_cast<std::ptrdiff_t>(begin),
          all.begin() + static_cast<std::ptrdiff_t>(end)};
}

// All but the tokens' texts.
void append_numbers(Encoding& to, const Encoding& from) {
  append(to.ids, from.ids);
  append(to.type_ids, from.type_ids);
  append(to.offsets, from.offsets);
  append(to.word_ids, from.word_ids);
  append(to.sequence_ids, from.sequence_ids);
  append(to.special_tokens_mask, from.special_tokens_mask);
  append(to.attention_mask, from.attention_mask);
}

Encoding joined(const Encoding& left, const Encoding& right) {
  Encoding result;
  append_tokens(result, left);
  append_tokens(result, right);
  return result;
}

}  // namespace

void drop_detail(Encoding& encoding) {
  encoding.tokens.clear();
  encoding.offsets.clear();
  encoding.word_ids.clear();
  for (auto& window : encoding.overflowing) drop_detail(window);
}

void append_tokens(Encoding& to, const Encoding& from) {
  append_numbers(to, from);
  append(to.tokens, from.tokens);
}

void append_tokens(Encoding& to, Encoding&& from) {
  append_numbers(to, from);
  to.tokens.reserve(to.tokens.size() + from.tokens.size());
  std::ranges::move(from.tokens, std::back_inserter(to.tokens));
}

void append_special(Encoding& to, const SpecialToken& token, std::int32_t type_id) {
  to.ids.push_back(token.id);
  to.type_ids.push_back(type_id);
  to.tokens.push_back(token.text);
  to.offsets.emplace_back();
  to.word_ids.push_back(no_word);
  to.sequence_ids.push_back(no_word);
  to.special_tokens_mask.push_back(1);
  to.attention_mask.push_back(1);
}

Encoding slice(const Encoding& encoding, std::size_t begin, std::size_t end) {
  return {.ids = part(encoding.ids, begin, end),
          .type_ids = part(encoding.type_ids, begin, end),
          .tokens = part(encoding.tokens, begin, end),
          .offsets = part(encoding.offsets, begin, end),
          .word_ids = part(encoding.word_ids, begin, end),
          .sequence_ids = part(encoding.sequence_ids, begin, end),
          .special_tokens_mask = part(encoding.special_tokens_mask, begin, end),
          .attention_mask = part(encoding.attention_mask, begin, end),
          .overflowing = {}};
}

Encoding merged(std::vector<Encoding> encodings) {
  if (encodings.empty()) return {};
  auto result = std::move(encodings.front());
  for (std::size_t i = 1; i < encodings.size(); ++i) {
    auto& next = encodings[i];
    std::vector<Encoding> windows;
    for (const auto& window : result.overflowing) {
      windows.push_back(joined(window, next));
      for (const auto& other : next.overflowing) windows.push_back(joined(window, other));
    }
    for (const auto& other : next.overflowing) windows.push_back(joined(result, other));
    append_tokens(result, std::move(next));
    result.overflowing = std::move(windows);
  }
  return result;
}

}  // namespace hfi::tokenizers

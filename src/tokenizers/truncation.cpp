#include "tokenizers/truncation.h"

#include <algorithm>

#include "tokenizers/encoding.h"

namespace hfi::tokenizers {
namespace {

struct Range {
  std::size_t begin;
  std::size_t end;
};

// Windows of `length` tokens, `stride` of which each shares with the one before; the last one may be shorter.
std::vector<Range> windows(std::size_t tokens, std::size_t length, std::size_t step, Side side) {
  std::vector<Range> result;
  if (side == Side::right) {
    for (std::size_t begin = 0;; begin += step) {
      result.push_back({begin, std::min(begin + length, tokens)});
      if (result.back().end == tokens) return result;
    }
  }
  for (auto end = tokens;; end -= step) {
    result.push_back({end > length ? end - length : 0, end});
    if (result.back().begin == 0) return result;
  }
}

struct Cut {
  std::size_t length;
  std::size_t stride;
  Side side;
};

Result<void> cut(Encoding& text, const Cut& how) {
  const auto tokens = text.ids.size();
  if (how.length >= tokens) return {};
  if (how.length == 0) {
    auto all = std::exchange(text, {});
    text.overflowing.push_back(std::move(all));
    return {};
  }
  if (how.stride >= how.length)
    return fail(ErrorCode::invalid_option, "stride: must be less than the " +
                                               std::to_string(how.length) +
                                               " tokens that max_length leaves for the text, got " +
                                               std::to_string(how.stride));
  const auto step = how.length - how.stride;
  const auto count = (tokens - how.stride + step - 1) / step;
  if (count > max_windows || count * how.length > max_window_tokens)
    return fail(ErrorCode::input_too_long,
                std::to_string(tokens) + " tokens make " + std::to_string(count) + " windows of " +
                    std::to_string(how.length) + " tokens; at most " + std::to_string(max_windows) +
                    " with " + std::to_string(max_window_tokens) + " tokens are made");
  Encoding result;
  bool first = true;
  for (const auto& [begin, end] : windows(tokens, how.length, step, how.side)) {
    if (first)
      result = slice(text, begin, end);
    else
      result.overflowing.push_back(slice(text, begin, end));
    first = false;
  }
  text = std::move(result);
  return {};
}

// Lengths of the two texts: the shorter one is spared as long as possible.
std::pair<std::size_t, std::size_t> shares(std::size_t first, std::size_t second,
                                           std::size_t most) {
  const bool swapped = first > second;
  auto shorter = std::min(first, second);
  auto longer = shorter > most ? shorter : std::max(shorter, most - shorter);
  if (shorter + longer > most) {
    shorter = most / 2;
    longer = shorter + most % 2;
  }
  return swapped ? std::pair{longer, shorter} : std::pair{shorter, longer};
}

Result<void> cut_only(Encoding& text, std::size_t excess, Cut how) {
  const auto tokens = text.ids.size();
  if (tokens <= excess)
    return fail(ErrorCode::invalid_option,
                "truncation: " + std::to_string(excess) +
                    " tokens have to go, but the text to be cut has only " +
                    std::to_string(tokens) + "; choose another strategy");
  how.length = tokens - excess;
  return cut(text, how);
}

Result<void> cut_to(std::vector<Encoding>& texts, Strategy strategy, const Cut& how) {
  std::size_t total = 0;
  for (const auto& text : texts) total += text.ids.size();
  if (how.length == 0) {
    for (auto& text : texts) TRY(cut(text, how));
    return {};
  }
  if (total <= how.length) return {};
  const auto excess = total - how.length;
  if (strategy == Strategy::only_first) return cut_only(texts.front(), excess, how);
  if (strategy == Strategy::only_second) {
    if (texts.size() < 2)
      return fail(ErrorCode::invalid_option, "truncation: only_second, but there is one text");
    return cut_only(texts[1], excess, how);
  }
  if (texts.size() < 2) return cut(texts.front(), how);
  const auto [first, second] = shares(texts[0].ids.size(), texts[1].ids.size(), how.length);
  TRY(cut(texts[0], {.length = first, .stride = how.stride, .side = how.side}));
  return cut(texts[1], {.length = second, .stride = how.stride, .side = how.side});
}

}  // namespace

Result<void> truncate(std::vector<Encoding>& texts, const Truncation& options, Side side,
                      std::size_t added_tokens) {
  if (options.max_length < added_tokens)
    return fail(ErrorCode::invalid_option,
                "max_length: must be at least " + std::to_string(added_tokens) +
                    ", the number of special tokens, got " + std::to_string(options.max_length));
  const Cut how{.length = options.max_length - added_tokens,
                .stride = options.stride,
                .side = options.side.value_or(side)};
  TRY(cut_to(texts, options.strategy, how));
  std::size_t combined = 1;
  std::size_t tokens = 0;
  for (const auto& text : texts) {
    combined *= text.overflowing.size() + 1;
    tokens += text.ids.size();
  }
  if (combined > max_windows || combined * tokens > max_window_tokens)
    return fail(ErrorCode::input_too_long, "truncation would make " + std::to_string(combined) +
                                               " windows of " + std::to_string(tokens) +
                                               " tokens; truncate only one of the texts");
  return {};
}

}  // namespace hfi::tokenizers

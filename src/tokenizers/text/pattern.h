#pragma once
// What a normalizer replaces or a pre-tokenizer splits at: a string or a regular expression.

#include <memory>
#include <variant>

#include "tokenizers/component.h"
#include "tokenizers/text/regex.h"

namespace hfi::tokenizers {

class Pattern {
 public:
  // The member `key`: {"String": "…"}, {"Regex": "…"}, or a plain string.
  static Result<Pattern> read(const Component& component, std::string_view key);

  // The first match that starts at or after `from`, as [begin, end).
  [[nodiscard]] Result<std::optional<Match>> find(std::string_view text, std::size_t from) const;

  // Calls found(match) for all matches from left to right. After an empty match the search goes on one character further.
  template <class Found>
  Result<void> for_each(std::string_view text, Found&& found) const;

 private:
  explicit Pattern(std::variant<std::string, Regex> what) : what_(std::move(what)) {}

  std::variant<std::string, Regex> what_;
};

template <class Found>
Result<void> Pattern::for_each(std::string_view text, Found&& found) const {
  std::size_t from = 0;
  auto last_end = std::string_view::npos;
  while (from <= text.size()) {
    const auto match = TRY(find(text, from));
    if (!match) return {};
    const bool empty = match->begin == match->end;
    // an empty match right after the one before it does not count
    if (!empty || match->end != last_end) found(*match);
    last_end = match->end;
    from = match->end;
    if (empty) from = from < text.size() ? from + utf8::length(text[from]) : from + 1;
  }
  return {};
}

}  // namespace hfi::tokenizers

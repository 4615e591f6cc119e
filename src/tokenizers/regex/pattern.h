#pragma once
// What a normalizer replaces or a pre-tokenizer splits at: a string or a regular expression.

#include <variant>

#include "tokenizers/component.h"
#include "tokenizers/regex/compiled.h"
#include "tokenizers/text/utf8.h"

namespace hfi::tokenizers {

class Pattern {
 public:
  using Match = regex::Match;

  // The member `key`: {"String": "…"}, {"Regex": "…"}, or a plain string.
  static Result<Pattern> read(const Component& component, std::string_view key);

  // Calls found(match) for all matches from left to right. After an empty match the search goes on one character further.
  template <class Found>
  Result<void> for_each(std::string_view text, Found&& found) const;

 private:
  explicit Pattern(std::variant<std::string, regex::Compiled> what) : what_(std::move(what)) {}

  std::variant<std::string, regex::Compiled> what_;
};

template <class Found>
Result<void> Pattern::for_each(std::string_view text, Found&& found) const {
  if (const auto* literal = std::get_if<std::string>(&what_)) {
    if (literal->empty()) return {};
    for (auto at = text.find(*literal); at != std::string_view::npos;
         at = text.find(*literal, at + literal->size()))
      found(Match{at, at + literal->size()});
    return {};
  }
  regex::Compiled::Search search(std::get<regex::Compiled>(what_));
  auto last_end = std::string_view::npos;
  for (std::size_t from = 0; from <= text.size();) {
    const auto match = TRY(search.find(text, from));
    if (!match) return {};
    const bool empty = match->begin == match->end;
    // an empty match right after the one before it does not count
    if (!empty || match->end != last_end) found(*match);
    last_end = match->end;
    from = match->end;
    if (empty) from += from < text.size() ? utf8::length(text[from]) : 1;
  }
  return {};
}

}  // namespace hfi::tokenizers

#pragma once

#include <optional>

#include "core/result.h"
#include "tokenizers/text/utf8.h"

namespace hfi::tokenizers::regex {

// Reads a pattern from left to right.
class Scanner {
 public:
  explicit Scanner(std::string_view pattern) : pattern_(pattern) {}

  [[nodiscard]] bool at_end() const { return at_ == pattern_.size(); }
  [[nodiscard]] bool next_is(std::string_view text) const {
    return pattern_.substr(at_).starts_with(text);
  }
  bool take(std::string_view text) {
    if (!next_is(text)) return false;
    at_ += text.size();
    return true;
  }
  // The next character. Only to be called when there is one.
  char32_t take() {
    const auto [character, length] = utf8::decode(pattern_, at_);
    at_ += length;
    return character;
  }
  // What comes before `end`, which is skipped.
  Result<std::string_view> take_until(std::string_view end) {
    const auto found = pattern_.find(end, at_);
    if (found == std::string_view::npos)
      return invalid(std::string("\"").append(end).append("\" is missing"));
    const auto text = pattern_.substr(at_, found - at_);
    at_ = found + end.size();
    return text;
  }
  // Up to `most` digits of a number system; nothing when there is none.
  std::optional<char32_t> take_number(unsigned base, std::size_t most);

  [[nodiscard]] tl::unexpected<Error> invalid(const std::string& what) const {
    return failure(ErrorCode::model_invalid, what);
  }
  [[nodiscard]] tl::unexpected<Error> unsupported(const std::string& what) const {
    return failure(ErrorCode::model_unsupported, what + " is not supported");
  }

 private:
  [[nodiscard]] tl::unexpected<Error> failure(ErrorCode code, const std::string& what) const {
    return fail(code, "at byte " + std::to_string(at_) + ": " + what);
  }

  std::string_view pattern_;
  std::size_t at_ = 0;
};

}  // namespace hfi::tokenizers::regex

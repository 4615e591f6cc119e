#pragma once
// Regular expressions with the meaning they have in tokenizer.json (Oniguruma's Ruby syntax), matched by PCRE2.

#include <memory>
#include <optional>
#include <string_view>

#include "core/result.h"
#include "tokenizers/text/utf8.h"

namespace hfi::tokenizers {

struct Match {
  std::size_t begin;
  std::size_t end;
};

class Regex {
 public:
  // Fails with model_invalid; the message names the offset in the pattern.
  static Result<Regex> compile(std::string_view pattern);

  // Fails with invalid_input when the search would take too many steps.
  [[nodiscard]] Result<std::optional<Match>> find(std::string_view text, std::size_t from) const;

 private:
  struct Code;
  explicit Regex(std::shared_ptr<const Code> code) : code_(std::move(code)) {}

  std::shared_ptr<const Code> code_;
};

}  // namespace hfi::tokenizers

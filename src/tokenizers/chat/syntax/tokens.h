#pragma once
// The tokens of a template.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace hfi::tokenizers::chat {

struct Token {
  enum class Kind {
    data,
    variable_begin,
    variable_end,
    block_begin,
    block_end,
    name,
    string,
    integer,
    real,
    symbol,  // an operator or a bracket
    end,
  };

  Kind kind = Kind::end;
  std::string text{};  // of data, names, strings (without quotes and escapes) and symbols
  std::int64_t integer = 0;
  double real = 0;
  std::size_t line = 1;
};

// Splits a template with `trim_blocks` and `lstrip_blocks`. Fails with model_invalid and the line.
Result<std::vector<Token>> tokens_of(std::string_view source);

// "chat_template: line N: what"
tl::unexpected<Error> invalid_template(std::size_t line, const std::string& what);

}  // namespace hfi::tokenizers::chat

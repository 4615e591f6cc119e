#pragma once
// A compiled PCRE2 pattern. Only this file and compiled.cpp name the library.

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "core/result.h"

namespace hfi::tokenizers::regex {

struct Match {
  std::size_t begin;
  std::size_t end;
};

class Compiled {
 public:
  // Fails with model_invalid; the message names the offset in the pattern.
  static Result<Compiled> compile(std::string_view pattern);

  // Memory for the matches of one search.
  class Search {
   public:
    explicit Search(const Compiled& compiled);

    // The first match that starts at or after `from`. Fails with invalid_input when finding it takes too many steps.
    Result<std::optional<Match>> find(std::string_view text, std::size_t from);

   private:
    struct Memory;
    std::shared_ptr<Memory> memory_;
  };

 private:
  struct Code;
  explicit Compiled(std::shared_ptr<const Code> code) : code_(std::move(code)) {}

  std::shared_ptr<const Code> code_;
};

}  // namespace hfi::tokenizers::regex

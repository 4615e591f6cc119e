#pragma once
// Reading tests/golden/generation in the tests of this folder.

#include <gtest/gtest.h>

#include "core/mapped_file.h"
#include "core/parse_json.h"
#include "generation/tokens.h"

namespace hfi::generation {

inline json::Object golden(const std::string& name) {
  constexpr std::size_t limit = std::size_t{1} << 22U;
  const auto text = read_file(std::string(GOLDEN_DIR "/") + name, limit);
  return json::parse_object(text.value()).value();
}

inline Tokens tokens_of(const json::Value& value) {
  Tokens tokens;
  for (const auto& id : value.as_array()) tokens.push_back(id.to_number<TokenId>());
  return tokens;
}

}  // namespace hfi::generation

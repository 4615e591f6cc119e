#include "core/utf8.h"

#include <gtest/gtest.h>

namespace hfi {
namespace {

TEST(Utf8, CountsAndCutsByCharacters) {
  const std::string_view text = "aé漢😀z";
  EXPECT_EQ(count_characters(text), 5U);
  const CharacterIndex index(text);
  EXPECT_EQ(index.slice(1, 4), "é漢😀");
  EXPECT_EQ(index.slice(4, 99), "z");
  EXPECT_EQ(index.slice(9, 3), "");
  EXPECT_EQ(CharacterIndex("").slice(0, 1), "");
}

}  // namespace
}  // namespace hfi

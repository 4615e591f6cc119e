#include "tokenizers/unicode/sentences.h"

#include <gtest/gtest.h>

namespace hfi::tokenizers::unicode {
namespace {

using Texts = std::vector<std::string_view>;

TEST(Sentences, EndAtTheirMarksAndKeepTheSpaceBehindThem) {
  EXPECT_EQ(sentences("Good day. It is 3.5 miles! Is it?  Yes"),
            (Texts{"Good day. ", "It is 3.5 miles! ", "Is it?  ", "Yes"}));
  EXPECT_EQ(sentences("Größe zählt. 今日は。元気？"),
            (Texts{"Größe zählt. ", "今日は。", "元気？"}));
}

TEST(Sentences, EndWithTheirLine) { EXPECT_EQ(sentences("one\ntwo\n"), (Texts{"one\n", "two\n"})); }

TEST(Sentences, AreNoneInNoText) { EXPECT_EQ(sentences(""), Texts{}); }

}  // namespace
}  // namespace hfi::tokenizers::unicode

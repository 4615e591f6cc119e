#include "serving/supported.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace hfi::serving {
namespace {

bool suffices(const std::string& task, const std::string& file) {
  const auto all = supported();
  return std::ranges::find(all.one_of.at(task), file) != all.one_of.at(task).end();
}

TEST(Supported, TakesAVocabularyInThePlaceOfATokenizer) {
  for (const auto* file : {"tokenizer.json", "vocab.json", "vocab.txt", "spiece.model"})
    EXPECT_TRUE(suffices("text-to-speech", file)) << file;
  EXPECT_FALSE(suffices("text-to-speech", "added_tokens.json"));
  EXPECT_FALSE(suffices("text-to-speech", "merges.txt"));
}

TEST(Supported, AsksSoundsAndPicturesForNone) {
  EXPECT_FALSE(supported().one_of.contains("audio-classification"));
  EXPECT_FALSE(supported().one_of.contains("image-classification"));
}

}  // namespace
}  // namespace hfi::serving

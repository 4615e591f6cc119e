#include "tokenizers/models/word_cache.h"

#include <gtest/gtest.h>

namespace hfi::tokenizers::models {
namespace {

std::vector<ModelToken> found(const WordCache& cache, std::string_view word, std::uint32_t owner) {
  std::vector<ModelToken> tokens;
  cache.append(WordCache::key_of(word, owner), 7, 100, tokens);
  return tokens;
}

TEST(WordCache, PutsTheTokensOfAWordWhereItStandsNow) {
  WordCache cache;
  const std::vector<ModelToken> tokens{{.id = 5, .begin = 10, .end = 12, .piece = 1},
                                       {.id = 6, .begin = 12, .end = 13, .piece = 1}};
  cache.insert(WordCache::key_of("abc", 1), 10, tokens);
  const auto again = found(cache, "abc", 1);
  ASSERT_EQ(again.size(), 2U);
  EXPECT_EQ(again[1].id, 6);
  EXPECT_EQ(again[1].begin, 102U);
  EXPECT_EQ(again[1].end, 103U);
  EXPECT_EQ(again[1].piece, 7U);
}

TEST(WordCache, TellsWordsAndModelsApart) {
  WordCache cache;
  const std::vector<ModelToken> token{{.id = 5, .begin = 0, .end = 1, .piece = 0}};
  for (std::size_t size = 1; size <= WordCache::longest_word; ++size) {
    const std::string word(size, 'a');
    cache.insert(WordCache::key_of(word, 1), 0, token);
    EXPECT_EQ(found(cache, word, 1).size(), 1U) << size;
    EXPECT_TRUE(found(cache, word, 2).empty()) << size;
    auto other = word;
    other.back() = '\0';
    EXPECT_TRUE(found(cache, other, 1).empty()) << size;
    other = word;
    other[size / 2] = 'b';
    EXPECT_TRUE(found(cache, other, 1).empty()) << size;
  }
}

TEST(WordCache, KeepsOnlyTokensThatFollowEachOther) {
  WordCache cache;
  const auto key = WordCache::key_of("ab", 1);
  cache.insert(key, 0,
               std::vector<ModelToken>{{1, 0, 2, 0}, {2, 0, 2, 0}});  // bytes of one unknown
  EXPECT_TRUE(found(cache, "ab", 1).empty());
  cache.insert(key, 0, std::vector<ModelToken>(WordCache::most_tokens + 1));
  EXPECT_TRUE(found(cache, "ab", 1).empty());
}

}  // namespace
}  // namespace hfi::tokenizers::models

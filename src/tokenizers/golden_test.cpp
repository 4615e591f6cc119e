// Tiny tokenizers of every kind against the answers of the `tokenizers` library.

#include <gtest/gtest.h>

#include <filesystem>

#include "core/mapped_file.h"
#include "core/parse_json.h"
#include "tokenizers/case.h"

namespace hfi::tokenizers {
namespace {

std::vector<std::string> kinds() {
  std::vector<std::string> names;
  for (const auto& file : std::filesystem::directory_iterator(GOLDEN_DIR "/tokenization"))
    names.push_back(file.path().stem());
  return names;
}

class Golden : public testing::TestWithParam<std::string> {
 protected:
  void SetUp() override {
    constexpr std::size_t limit = std::size_t{1} << 20U;
    const auto path = std::string(GOLDEN_DIR "/tokenization/") + GetParam() + ".json";
    golden_ = *json::parse_object(*read_file(path, limit));
    ASSERT_FALSE(cases().empty());
  }

  Tokenizer tokenizer() { return *Tokenizer::from_json(json::dump(golden_.at("tokenizer")), {}); }
  const json::Array& cases() { return golden_.at("cases").as_array(); }

 private:
  json::Object golden_;
};

TEST_P(Golden, EncodesAndDecodesAsTheLibraryDoes) {
  const auto library_like = tokenizer();
  for (const auto& expected : cases())
    EXPECT_EQ(difference(library_like, expected.as_object()), "")
        << json::dump(expected.as_object().at("text"));
}

TEST_P(Golden, GivesTheSameIdsWithoutTheDetail) {
  const auto tokenizer = this->tokenizer();
  EncodeOptions options{.truncation = Truncation{.max_length = 9, .stride = 2}};
  for (const auto& one : cases()) {
    const std::string text(one.at("text").as_string());
    options.detail = Detail::all;
    const auto all = tokenizer.encode_pair(text, "the sea", options);
    options.detail = Detail::ids;
    const auto ids = tokenizer.encode_pair(text, "the sea", options);
    ASSERT_EQ(all.has_value(), ids.has_value());
    if (!all) continue;
    EXPECT_EQ(ids->ids, all->ids);
    EXPECT_EQ(ids->type_ids, all->type_ids);
    EXPECT_EQ(ids->special_tokens_mask, all->special_tokens_mask);
    EXPECT_TRUE(ids->tokens.empty() && ids->offsets.empty() && ids->word_ids.empty());
    ASSERT_EQ(ids->overflowing.size(), all->overflowing.size());
    for (std::size_t i = 0; i < ids->overflowing.size(); ++i) {
      EXPECT_EQ(ids->overflowing[i].ids, all->overflowing[i].ids);
      EXPECT_TRUE(ids->overflowing[i].tokens.empty());
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Kinds, Golden, testing::ValuesIn(kinds()),
                         [](const auto& kind) { return kind.param; });

}  // namespace
}  // namespace hfi::tokenizers

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

class Golden : public testing::TestWithParam<std::string> {};

TEST_P(Golden, EncodesAndDecodesAsTheLibraryDoes) {
  constexpr std::size_t limit = std::size_t{1} << 20U;
  const auto path = std::string(GOLDEN_DIR "/tokenization/") + GetParam() + ".json";
  const auto golden = json::parse_object(*read_file(path, limit));
  ASSERT_TRUE(golden);
  const auto tokenizer = Tokenizer::from_json(json::dump(golden->at("tokenizer")), {});
  ASSERT_TRUE(tokenizer) << tokenizer.error().message;
  ASSERT_FALSE(golden->at("cases").as_array().empty());
  for (const auto& expected : golden->at("cases").as_array())
    EXPECT_EQ(difference(*tokenizer, expected.as_object()), "")
        << json::dump(expected.as_object().at("text"));
}

INSTANTIATE_TEST_SUITE_P(Kinds, Golden, testing::ValuesIn(kinds()),
                         [](const auto& kind) { return kind.param; });

}  // namespace
}  // namespace hfi::tokenizers

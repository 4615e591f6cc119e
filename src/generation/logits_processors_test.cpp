#include "generation/logits_processors.h"

#include <cmath>

#include "generation/golden.h"

namespace hfi::generation {
namespace {

std::vector<float> floats(const json::Value& value) {
  std::vector<float> numbers;
  for (const auto& number : value.as_array())
    numbers.push_back(number.is_null() ? never : number.to_number<float>());
  return numbers;
}

std::vector<float> processed(const json::Object& one) {
  const auto config = read_generation_config(one.at("config").as_object()).value();
  const auto prompt_length = one.at("prompt_length").to_number<std::size_t>();
  auto scores = floats(one.at("scores"));
  const auto processors =
      logits_processors(config, {.lengths = lengths_of(config, prompt_length, {}).value(),
                                 .prompt_length = prompt_length,
                                 .encoder_tokens = tokens_of(one.at("encoder_tokens")),
                                 .vocabulary = scores.size()})
          .value();
  const auto tokens = tokens_of(one.at("tokens"));
  for (const auto& processor : processors) processor(tokens, scores);
  return scores;
}

TEST(LogitsProcessors, ChangeScoresAsTheReferenceDoes) {
  const auto file = golden("generation/processors.json");
  ASSERT_GT(file.at("cases").as_array().size(), 100U);
  for (const auto& element : file.at("cases").as_array()) {
    const auto& one = element.as_object();
    const auto scores = processed(one);
    const auto expected = floats(one.at("expected"));
    ASSERT_EQ(scores.size(), expected.size());
    for (std::size_t i = 0; i < scores.size(); ++i) {
      const auto where = json::dump(one.at("config")) + " token " + std::to_string(i);
      if (std::isinf(expected[i]))
        EXPECT_EQ(scores[i], expected[i]) << where;
      else
        EXPECT_NEAR(scores[i], expected[i], 1e-5 * std::max(1.0F, std::abs(expected[i]))) << where;
    }
  }
}

TEST(LogitsProcessors, RefuseTokensOutsideTheVocabulary) {
  GenerationConfig config;
  config.forced_bos_token_id = 24;
  const auto processors = logits_processors(config, {.lengths = {20, 0}, .vocabulary = 24});
  ASSERT_FALSE(processors);
  EXPECT_EQ(processors.error().code, ErrorCode::model_invalid);
  EXPECT_EQ(processors.error().message,
            "generation_config.json: forced_bos_token_id: 24 is outside the vocabulary of 24");
}

}  // namespace
}  // namespace hfi::generation

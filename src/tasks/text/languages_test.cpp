#include "tasks/text/languages.h"

#include <gtest/gtest.h>

namespace hfi::tasks {
namespace {

// A vocabulary of words, with the codes of two languages and what Marian's models have.
constexpr auto vocabulary = R"({"version": "1.0", "added_tokens": [
  {"id": 1, "content": "</s>", "special": true, "single_word": false, "lstrip": false, "rstrip": false, "normalized": false},
  {"id": 2, "content": "en_XX", "special": true, "single_word": false, "lstrip": false, "rstrip": false, "normalized": false},
  {"id": 3, "content": "de_DE", "special": true, "single_word": false, "lstrip": false, "rstrip": false, "normalized": false},
  {"id": 4, "content": ">>fra<<", "special": true, "single_word": false, "lstrip": false, "rstrip": false, "normalized": false}],
  "normalizer": null, "pre_tokenizer": {"type": "WhitespaceSplit"}, "post_processor": null, "decoder": null,
  "model": {"type": "WordLevel", "unk_token": "<unk>",
            "vocab": {"<unk>": 0, "</s>": 1, "en_XX": 2, "de_DE": 3, ">>fra<<": 4, "a": 5, "word": 6}}})";

models::Model model_with(json::Object tokenizer_config) {
  tokenizer_config["eos_token"] = "</s>";
  return {.repository = {},
          .config = graph::Config({}),
          .facts = {},
          .labels = {},
          .tokenizer = tokenizers::Tokenizer::from_json(vocabulary, tokenizer_config).value()};
}

using Ids = std::vector<std::int32_t>;

TEST(Languages, StandBesideTheTextAsTheTokenizerWantsThem) {
  const Languages both{.source = "en_XX", .target = "de_DE"};
  const auto first = model_with({{"tokenizer_class", "MBart50TokenizerFast"}});
  const auto before = encode_for_translation(first, "a word", both).value();
  EXPECT_EQ(before.ids, (Ids{2, 5, 6, 1}));
  EXPECT_EQ(before.preferred.at("forced_bos_token_id").as_int64(), 3);
  const auto last = model_with({{"tokenizer_class", "MBartTokenizer"}});
  EXPECT_EQ(encode_for_translation(last, "a word", both)->ids, (Ids{5, 6, 1, 2}));
}

TEST(Languages, AreTheConfiguredOnesWhereNobodyNamesThem) {
  const auto model = model_with(
      {{"tokenizer_class", "MBart50Tokenizer"}, {"src_lang", "de_DE"}, {"tgt_lang", "en_XX"}});
  const auto source = encode_for_translation(model, "a", {}).value();
  EXPECT_EQ(source.ids, (Ids{3, 5, 1}));
  EXPECT_EQ(source.preferred.at("forced_bos_token_id").as_int64(), 2);
}

TEST(Languages, ThatTheModelDoesNotKnowAreRefused) {
  const auto model = model_with({{"tokenizer_class", "MBart50Tokenizer"}});
  const auto unknown = encode_for_translation(model, "a", {.source = "en_XX", .target = "word"});
  ASSERT_FALSE(unknown);
  EXPECT_EQ(unknown.error().code, ErrorCode::invalid_option);
  EXPECT_EQ(json::dump(unknown.error().details), R"({"languages":["en_XX","de_DE"]})");
  const auto missing = encode_for_translation(model, "a", {.source = "en_XX"});
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, ErrorCode::missing_inputs);
}

TEST(Languages, OfAModelWithOneSourceAreAMarkBeforeTheText) {
  const auto model = model_with({{"tokenizer_class", "MarianTokenizer"}});
  EXPECT_EQ(encode_for_translation(model, "a", {.target = "fra"})->ids, (Ids{4, 5}));
  EXPECT_FALSE(encode_for_translation(model, "a", {.target = "deu"}));
  EXPECT_FALSE(encode_for_translation(model, "a", {.source = "eng"}));
}

}  // namespace
}  // namespace hfi::tasks

// Voices that read characters, against what the reference's tokenizer makes of the same texts.

#include <gtest/gtest.h>

#include "core/mapped_file.h"
#include "core/parse_json.h"
#include "tokenizers/convert/convert.h"
#include "tokenizers/tokenizer.h"

namespace hfi::tokenizers::convert {
namespace {

Result<Tokenizer> voice(const json::Object& files, const json::Object& config) {
  Files texts;
  for (const auto& [name, content] : files) texts[name] = json::dump(content);
  const auto document = TRY(convert(texts, config, "vits"));
  return Tokenizer::from_document(*document, config);
}

Result<Tokenizer> small_voice(json::Object config) {
  config["pad_token"] = "_";
  return voice({{"vocab.json", {{"_", 0}, {"a", 1}, {" ", 2}}}}, config);
}

TEST(VitsTokenizer, EncodesAsTheReferenceDoes) {
  const auto golden =
      json::parse_object(*read_file(GOLDEN_DIR "/speech_tokenizers.json", std::size_t{1} << 20U));
  ASSERT_TRUE(golden);
  ASSERT_GT(golden->at("kinds").as_array().size(), 4U);
  for (const auto& kind : golden->at("kinds").as_array()) {
    SCOPED_TRACE(json::dump(kind.at("name")));
    const auto tokenizer = voice(kind.at("files").as_object(), kind.at("config").as_object());
    ASSERT_TRUE(tokenizer) << tokenizer.error().message;
    for (const auto& one : kind.at("cases").as_array()) {
      const auto encoding = tokenizer->encode(std::string(one.at("text").as_string()));
      ASSERT_TRUE(encoding) << encoding.error().message;
      json::Array ids;
      for (const auto id : encoding->ids) ids.emplace_back(id);
      EXPECT_EQ(json::dump(json::Value(ids)), json::dump(one.at("ids")))
          << json::dump(one.at("text"));
    }
  }
}

TEST(VitsTokenizer, ThatNeedsAnotherProgramSaysWhich) {
  const auto phonemes = small_voice({});
  ASSERT_FALSE(phonemes);
  EXPECT_EQ(phonemes.error().code, ErrorCode::model_unsupported);
  EXPECT_NE(phonemes.error().message.find("phonemizer"), std::string::npos);

  const auto roman = small_voice({{"phonemize", false}, {"is_uroman", true}});
  ASSERT_TRUE(roman) << roman.error().message;
  EXPECT_TRUE(roman->encode("a a"));
  const auto greek = roman->encode("a α");
  ASSERT_FALSE(greek);
  EXPECT_EQ(greek.error().code, ErrorCode::invalid_input);
  EXPECT_NE(greek.error().message.find("\"α\""), std::string::npos) << greek.error().message;
  EXPECT_NE(greek.error().message.find("uroman"), std::string::npos);
}

}  // namespace
}  // namespace hfi::tokenizers::convert

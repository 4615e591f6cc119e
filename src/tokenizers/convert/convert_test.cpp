// Repositories without tokenizer.json against what transformers makes of them.

#include "tokenizers/convert/convert.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "core/mapped_file.h"
#include "core/parse_json.h"
#include "tokenizers/tokenizer.h"

namespace hfi::tokenizers::convert {
namespace {

namespace fs = std::filesystem;
constexpr std::size_t limit = std::size_t{4} << 20U;

const fs::path& folder() {
  static const fs::path path = GOLDEN_DIR "/slow_tokenizers";
  return path;
}

json::Object object(const fs::path& file) {
  return fs::exists(file) ? *json::parse_object(*read_file(file, limit)) : json::Object{};
}

Result<Tokenizer> tokenizer_of(const fs::path& repository) {
  Files files;
  for (const auto& name : file_names())
    if (fs::exists(repository / name)) files[name] = TRY(read_file(repository / name, limit));
  const auto config = object(repository / "tokenizer_config.json");
  if (fs::exists(repository / "tokenizer.json"))
    return Tokenizer::from_json(TRY(read_file(repository / "tokenizer.json", limit)), config);
  const std::string type(object(repository / "config.json").at("model_type").as_string());
  const auto document = TRY(convert(files, config, type));
  return Tokenizer::from_document(*document, config);
}

std::vector<std::int32_t> ids_of(const json::Object& expected) {
  std::vector<std::int32_t> ids;
  for (const auto& id : expected.at("ids").as_array()) ids.push_back(id.to_number<std::int32_t>());
  return ids;
}

class Slow : public testing::TestWithParam<std::string> {};

TEST_P(Slow, EncodesAndDecodesAsTheReferenceDoes) {
  const auto tokenizer = tokenizer_of(folder() / GetParam());
  ASSERT_TRUE(tokenizer) << tokenizer.error().message;
  const auto cases = object(folder() / GetParam() / "cases.json").at("cases").as_array();
  ASSERT_GT(cases.size(), 50U);
  for (const auto& value : cases) {
    const auto& expected = value.as_object();
    const std::string text(expected.at("text").as_string());
    const EncodeOptions options{.add_special_tokens = expected.at("add_special_tokens").as_bool()};
    const auto* pair = expected.if_contains("pair");
    const auto encoding =
        pair == nullptr ? tokenizer->encode(text, options)
                        : tokenizer->encode_pair(text, std::string(pair->as_string()), options);
    ASSERT_TRUE(encoding) << encoding.error().message;
    const auto ids = ids_of(expected);
    EXPECT_EQ(encoding->ids, ids) << json::dump(expected);
    for (std::size_t i = 0; i < ids.size(); ++i)
      EXPECT_EQ(tokenizer->token_of(ids[i]), std::string(expected.at("tokens").at(i).as_string()));
    EXPECT_EQ(tokenizer->decode(ids, {.clean_up_tokenization_spaces = false}),
              std::string(expected.at("decoded").as_string()))
        << json::dump(expected.at("text"));
  }
}

std::vector<std::string> kinds() {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder()))
    names.push_back(entry.path().filename());
  return names;
}

INSTANTIATE_TEST_SUITE_P(Kinds, Slow, testing::ValuesIn(kinds()),
                         [](const auto& kind) { return kind.param; });

std::string failure(const Files& files, const json::Object& config) {
  const auto document = convert(files, config, "");
  return document ? "no error" : document.error().message;
}

TEST(Convert, SaysWhatIsMissingOrDamaged) {
  EXPECT_FALSE(*convert({}, {}, "bert"));
  const json::Object t5{{"tokenizer_class", "T5Tokenizer"}};
  EXPECT_EQ(failure({{"vocab.txt", "a"}}, t5),
            "the repository has neither tokenizer.json nor spiece.model");
  EXPECT_EQ(failure({{"vocab.txt", "a"}}, {{"tokenizer_class", "FooTokenizer"}}),
            "the repository has no tokenizer.json, and its files cannot be read as those of "
            "FooTokenizer");
  EXPECT_EQ(failure({{"spiece.model", "\x0a\x7f"}}, t5),
            "spiece.model: not a SentencePiece model: it ends too early");
  EXPECT_EQ(failure({{"spiece.model", ""}}, t5),
            "spiece.model: not a SentencePiece model: it has no pieces");
  const json::Object gpt2{{"tokenizer_class", "GPT2TokenizerFast"}};
  EXPECT_EQ(failure({{"vocab.json", "{\"a\": 0}"}, {"merges.txt", "#version: 0.2\na b c"}}, gpt2),
            "merges.txt: line 2: expected two tokens");
  EXPECT_NE(failure({{"vocab.json", "{\"a\": \"b\"}"}}, gpt2).find("expected an id"),
            std::string::npos);
}

TEST(Convert, NoPartOfASentencePieceModelIsReadBeyondItsEnd) {
  const auto bytes = *read_file(folder() / "t5" / "spiece.model", limit);
  for (std::size_t size = 0; size < bytes.size(); size += size < 400 ? 1 : 37)
    (void)read_sentence_piece("spiece.model", std::string(bytes.substr(0, size)));
  const auto whole = read_sentence_piece("spiece.model", bytes);
  ASSERT_TRUE(whole);
  EXPECT_EQ(whole->pieces.size(), 300U);
  EXPECT_EQ(whole->unk_id, 2U);
  EXPECT_FALSE(whole->precompiled_charsmap.empty());
}

}  // namespace
}  // namespace hfi::tokenizers::convert

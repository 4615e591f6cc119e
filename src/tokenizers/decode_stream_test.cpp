// What arrives when, and that all of it is what decoding at once gives.

#include "tokenizers/decode_stream.h"

#include <gtest/gtest.h>

#include "tokenizers/text/utf8.h"

namespace hfi::tokenizers {
namespace {

using Pieces = std::vector<std::string>;

Tokenizer with_decoder(const std::string& decoder) {
  const auto text =
      R"({"model": {"type": "WordLevel", "vocab": {"a": 0}, "unk_token": "a"}, "decoder": )" +
      decoder + "}";
  auto tokenizer = Tokenizer::from_json(text, {});
  EXPECT_TRUE(tokenizer) << tokenizer.error().message;
  return *tokenizer;
}

// What each token gives, and then the end.
Pieces streamed(const std::string& decoder, const Pieces& tokens, bool clean_up = false) {
  const auto tokenizer = with_decoder(decoder);
  DecodeStream stream(tokenizer, {.clean_up_tokenization_spaces = clean_up});
  Pieces pieces;
  for (const auto& token : tokens) pieces.push_back(stream.step(token));
  pieces.push_back(stream.finish());
  return pieces;
}

TEST(DecodeStream, ByteLevelWaitsForWholeCharacters) {
  EXPECT_EQ(streamed(R"({"type": "ByteLevel"})", {"Hi", "Ġ", "ðŁ", "ĺ", "Ģ", "!"}),
            (Pieces{"Hi", " ", "", "", "😀", "!", ""}));
}

TEST(DecodeStream, ByteLevelReplacesWhatNeverBecomesACharacter) {
  EXPECT_EQ(streamed(R"({"type": "ByteLevel"})", {"ðŁ", "x", "ðŁĺ"}),
            (Pieces{"", "\uFFFDx", "", "\uFFFD"}));
}

TEST(DecodeStream, ByteFallbackWaitsForTheEndOfARun) {
  const std::string decoder = R"({"type": "Sequence", "decoders": [
    {"type": "Replace", "pattern": {"String": "▁"}, "content": " "}, {"type": "ByteFallback"}, {"type": "Fuse"},
    {"type": "Strip", "content": " ", "start": 1, "stop": 0}]})";
  EXPECT_EQ(streamed(decoder, {"▁▁It", "▁is", "<0xE2>", "<0x82>", "<0xAC>", "5"}),
            (Pieces{" It", " is", "", "", "", "€5", ""}));
  EXPECT_EQ(streamed(decoder, {"<0xE2>", "<0x82>", "▁a", "<0x41>"}),
            (Pieces{"", "", "\uFFFD\uFFFD a", "", "A"}));
}

TEST(DecodeStream, MetaspaceDropsOnlyTheFirstSpace) {
  EXPECT_EQ(streamed(R"({"type": "Metaspace", "replacement": "▁"})", {"▁It", "▁is"}),
            (Pieces{"It", " is", ""}));
}

TEST(DecodeStream, WordPieceNeedsNoWaiting) {
  EXPECT_EQ(streamed(R"({"type": "WordPiece", "prefix": "##", "cleanup": true})",
                     {"un", "##do", "it", "!"}),
            (Pieces{"un", "do", " it", "!", ""}));
}

TEST(DecodeStream, BpeHoldsWhatMayBeTheLastWord) {
  EXPECT_EQ(streamed(R"({"type": "BPEDecoder", "suffix": "</w>"})", {"lo", "w</w>", "er</w>"}),
            (Pieces{"lo", "", "w ", "er"}));
}

TEST(DecodeStream, CtcDropsRepetitionsAndPadding) {
  EXPECT_EQ(
      streamed(
          R"({"type": "CTC", "pad_token": "<pad>", "word_delimiter_token": "|", "cleanup": true})",
          {"L", "L", "<pad>", "L", "|", "|", "A"}),
      (Pieces{"L", "", "", "L", " ", "", "A", ""}));
}

TEST(DecodeStream, StripsBothEndsOfATokenThatArrivesInParts) {
  const std::string decoder = R"({"type": "Sequence", "decoders": [{"type": "Fuse"},
    {"type": "Strip", "content": "x", "start": 2, "stop": 2}]})";
  EXPECT_EQ(streamed(decoder, {"x", "xxa", "x", "xx", "b", "xxx"}),
            (Pieces{"", "xa", "", "x", "xxb", "x", ""}));
}

TEST(DecodeStream, AStepThatNeedsTheWholeTokenGetsItAtTheEnd) {
  const std::string decoder = R"({"type": "Sequence", "decoders": [{"type": "Fuse"},
    {"type": "Replace", "pattern": {"String": "ab"}, "content": "c"}]})";
  EXPECT_EQ(streamed(decoder, {"xa", "b"}), (Pieces{"", "", "xc"}));
}

TEST(DecodeStream, WithoutADecoderTokensAreWords) {
  EXPECT_EQ(streamed("null", {"a", "b"}), (Pieces{"a", " b", ""}));
}

TEST(DecodeStream, SpacesThatMayGoAreHeldBack) {
  EXPECT_EQ(streamed("null", {"it", "is", "n't", ".", "so", "' ", "x"}, true),
            (Pieces{"it", " is", "n't", ".", " so", "", "' x", ""}));
  EXPECT_EQ(streamed("null", {"a", "'", "b", " ,"}, true), (Pieces{"a", "", "'b", " ,", ""}));
}

}  // namespace
}  // namespace hfi::tokenizers

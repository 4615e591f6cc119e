// Voices that read characters. Reference: transformers, models/vits/tokenization_vits.py

#include <charconv>

#include "tokenizers/convert/catalog.h"
#include "tokenizers/convert/draft.h"
#include "tokenizers/text/utf8.h"
#include "tokenizers/unicode/lowercase.h"

namespace hfi::tokenizers::convert {
namespace {

constexpr std::int64_t blank = 0;

auto unsupported(const std::string& what) { return fail(ErrorCode::model_unsupported, what); }

// A class of a pattern: every character that is not in the vocabulary.
Result<std::string> unknown_characters(const json::Object& vocabulary) {
  std::string pattern = "[^";
  for (const auto& [token, id] : vocabulary) {
    const std::string_view text = token;
    if (utf8::count(text) != 1) continue;
    const auto lower = TRY(unicode::lowercased(AlignedText::input(text, 0)));
    if (lower.view() != text)
      return unsupported("vocab.json: the capital letter \"" + std::string(text) +
                         "\": VitsTokenizer is only supported with small ones");
    char digits[8];
    const auto code = static_cast<std::uint32_t>(utf8::decode(text, 0).character);
    const auto end = std::to_chars(std::begin(digits), std::end(digits), code, 16).ptr;
    pattern += "\\x{" + std::string(digits, end) + "}";
  }
  return pattern + "]";
}

// White space goes from both ends; but not all of a special token that is one, for then it would never be found.
json::Value strip(const std::string& pad) {
  if (pad == " ") return replace_pattern(R"(\A +(?=[^ ])|(?<=[^ ]) +\z|\A {2,}\z)", "");
  return {{"type", "Strip"}, {"strip_left", true}, {"strip_right", true}};
}

Result<json::Array> normalizers(const Source& source, const json::Object& vocabulary) {
  const bool normalize = source.flag("normalize", true);
  json::Array steps;
  if (normalize) steps.push_back(type("Lowercase"));
  if (source.text("language", "") == "ron") steps.push_back(replace_text("ț", "ţ"));
  if (source.flag("is_uroman", false)) steps.push_back(type("Roman"));
  if (normalize) {
    steps.push_back(replace_pattern(TRY(unknown_characters(vocabulary)), ""));
    steps.push_back(strip(source.text("pad_token", "<pad>")));
  }
  return steps;
}

// Special tokens are looked for after the steps above; those are not for the names of longer ones.
json::Object special_token(const std::string& content) {
  return {{"content", content}, {"single_word", false}, {"lstrip", false},
          {"rstrip", false},    {"special", true},      {"normalized", utf8::count(content) == 1}};
}

}  // namespace

Converted vits(const Source& source) {
  if (source.flag("phonemize", true))
    return unsupported(
        "tokenizer_config.json: phonemize: this voice reads phonemes, which the phonemizer package "
        "makes of the text, and that is not part of this program");
  auto vocabulary = TRY(source.vocabulary("vocab.json"));
  json::Array added;
  const auto unknown = source.text("unk_token", "<unk>");
  for (const auto& token : {source.text("pad_token", "<pad>"), unknown})
    added.emplace_back(special_token(token));
  auto steps = TRY(normalizers(source, vocabulary));
  if (!vocabulary.contains(unknown))
    vocabulary[unknown] = static_cast<std::int64_t>(vocabulary.size());
  json::Object model{
      {"type", "WordLevel"}, {"unk_token", unknown}, {"vocab", std::move(vocabulary)}};
  if (source.flag("add_blank", true))
    model = {{"type", "Interspersed"}, {"blank", blank}, {"model", std::move(model)}};
  return json::Object{{"normalizer", sequence("normalizers", std::move(steps))},
                      {"pre_tokenizer",
                       {{"type", "Split"},
                        {"pattern", {{"Regex", R"([\s\S])"}}},
                        {"behavior", "Isolated"},
                        {"invert", false}}},
                      {"post_processor", nullptr},
                      {"decoder", type("Fuse")},
                      {"model", std::move(model)},
                      {"added_tokens", std::move(added)}};
}

}  // namespace hfi::tokenizers::convert

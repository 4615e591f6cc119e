// Vocabularies of characters. Reference: transformers, models/wav2vec2/tokenization_wav2vec2.py

#include "tokenizers/convert/catalog.h"
#include "tokenizers/convert/draft.h"
#include "tokenizers/text/utf8.h"

namespace hfi::tokenizers::convert {
namespace {

// vocab.json; of a multilingual one the part of the language that the configuration names.
Result<json::Object> letters(const Source& source) {
  const auto language = source.text("target_lang", "");
  return language.empty() ? source.vocabulary("vocab.json")
                          : source.vocabulary("vocab.json", language);
}

}  // namespace

Converted wav2vec2_ctc(const Source& source) {
  // the vocabulary is in capitals; text is given to it in them, and read from it in small letters
  const bool capitals = source.flag("do_lower_case", false);
  Draft draft(source, {.bos = "<s>", .eos = "</s>", .unk = "<unk>", .pad = "<pad>"});
  auto vocabulary = TRY(letters(source));
  const auto delimiter = source.text("word_delimiter_token", "|");
  std::vector<std::string> longer;  // must not be split into characters
  for (const auto& [token, id] : vocabulary)
    if (utf8::count(token) > 1) longer.emplace_back(token);
  draft.word_level(std::move(vocabulary));
  json::Array before;
  if (capitals) before.push_back(type("Uppercase"));
  before.push_back(replace_text(" ", delimiter));
  draft.part("normalizer", sequence("normalizers", std::move(before)));
  draft.part("pre_tokenizer", {{"type", "Split"},
                               {"pattern", {{"Regex", R"([\s\S])"}}},
                               {"behavior", "Isolated"},
                               {"invert", false}});
  json::Array after{{{"type", "CTC"},
                     {"pad_token", draft.special().pad},
                     {"word_delimiter_token", delimiter},
                     {"cleanup", true}},
                    type("Fuse"),
                    {{"type", "Strip"}, {"content", " "}, {"start", 100}, {"stop", 100}}};
  if (capitals) after.push_back(type("Lowercase"));
  draft.part("decoder", sequence("decoders", std::move(after)));
  draft.add_controls({});
  for (const auto& token : longer) draft.add_stripping(token);
  return draft.finish();
}

}  // namespace hfi::tokenizers::convert

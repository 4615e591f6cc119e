// vocab.txt: BERT and what is like it. Reference: transformers, models/bert/tokenization_bert.py

#include "tokenizers/convert/catalog.h"
#include "tokenizers/convert/draft.h"

namespace hfi::tokenizers::convert {
namespace {

// One token a line, by id; of equal ones the last counts.
json::Object read_lines(std::string_view text) {
  json::Object vocabulary;
  for (std::int64_t id = 0; !text.empty(); ++id) {
    auto line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    if (line.ends_with('\r')) line.remove_suffix(1);
    vocabulary[line] = id;
  }
  return vocabulary;
}

}  // namespace

Converted bert(const Source& source) {
  Draft draft(source,
              {.unk = "[UNK]", .sep = "[SEP]", .pad = "[PAD]", .cls = "[CLS]", .mask = "[MASK]"});
  draft.word_piece(read_lines(TRY(source.file("vocab.txt"))));
  const auto* accents = source.config().if_contains("strip_accents");
  draft.part("normalizer", {{"type", "BertNormalizer"},
                            {"clean_text", true},
                            {"handle_chinese_chars", source.flag("tokenize_chinese_chars", true)},
                            {"strip_accents", accents == nullptr ? json::Value() : *accents},
                            {"lowercase", source.flag("do_lower_case", true)}});
  draft.part("pre_tokenizer", type("BertPreTokenizer"));
  draft.part("decoder", {{"type", "WordPiece"}, {"prefix", "##"}, {"cleanup", true}});
  const auto& [bos, eos, unk, sep, pad, cls, mask, lstrip, normalized] = draft.special();
  TRY(draft.surround({cls, "$A", sep}, {cls, "$A", sep, "$B:1", sep + ":1"}));
  return draft.finish();
}

}  // namespace hfi::tokenizers::convert

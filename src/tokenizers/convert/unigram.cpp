// SentencePiece models with a Unigram vocabulary. References: transformers, convert_slow_tokenizer.py and
// models/{t5,pegasus,xlm_roberta,albert,mbart,mbart50}/tokenization_*.py

#include "tokenizers/convert/catalog.h"
#include "tokenizers/convert/draft.h"
#include "tokenizers/convert/languages.h"

namespace hfi::tokenizers::convert {
namespace {

using Pieces = std::vector<SentencePiece>;

// Pieces without a score in front of the model's own from `first` on.
Pieces behind(const std::vector<std::string>& front, const Pieces& pieces, std::size_t first) {
  Pieces result;
  for (const auto& text : front) result.push_back({.text = text});
  for (std::size_t i = first; i < pieces.size(); ++i) result.push_back(pieces[i]);
  return result;
}

// fairseq's order: `first` and three more special tokens in front of the pieces, languages and the mask behind them.
void fairseq(Draft& draft, const std::string& first, const SentencePieceModel& model,
             std::span<const std::string_view> languages) {
  const auto& special = draft.special();
  auto pieces = behind({first, special.pad, special.eos, special.unk}, model.pieces, 3);
  for (const auto code : languages) pieces.push_back({.text = std::string(code)});
  pieces.push_back({.text = special.mask});
  draft.unigram(pieces, 3);
}

// Special tokens, those of languages last.
void add_controls(Draft& draft, const SentencePieceModel& model,
                  std::span<const std::string_view> languages) {
  draft.add_controls(model.pieces);
  for (const auto code : languages) draft.add(std::string(code));
}

void words(Draft& draft) {
  draft.part("pre_tokenizer",
             sequence("pretokenizers", {type("WhitespaceSplit"), metaspace("always")}));
  draft.part("decoder", metaspace("always"));
}

void spaces(Draft& draft) {
  draft.part("pre_tokenizer", metaspace("always"));
  draft.part("decoder", metaspace("always"));
}

void normalize(Draft& draft, const SentencePieceModel& model) {
  if (!model.precompiled_charsmap.empty()) draft.part("normalizer", precompiled(model));
}

void normalize_spaces(Draft& draft, const SentencePieceModel& model, json::Array otherwise) {
  json::Array steps = std::move(otherwise);
  if (!model.precompiled_charsmap.empty()) steps = {precompiled(model)};
  steps.push_back(replace_pattern(" {2,}", " "));
  draft.part("normalizer", sequence("normalizers", std::move(steps)));
}

}  // namespace

Converted t5(const Source& source) {
  auto model = TRY(source.sentence_piece("spiece.model"));
  const auto extra = source.count("extra_ids", 100);
  const auto controls = model.pieces;
  for (std::size_t i = extra; i > 0; --i)
    model.pieces.push_back({.text = "<extra_id_" + std::to_string(i - 1) + ">"});
  Draft draft(source, {.eos = "</s>", .unk = "<unk>", .pad = "<pad>"});
  draft.unigram(model.pieces, 2);
  normalize(draft, model);
  words(draft);
  draft.add_controls(controls);
  for (std::size_t i = 0; i < extra; ++i) draft.add("<extra_id_" + std::to_string(i) + ">");
  const auto& eos = draft.special().eos;
  TRY(draft.surround({"$A", eos}, {"$A", eos, "$B", eos}));
  return draft.finish();
}

Converted pegasus(const Source& source) {
  const auto model = TRY(source.sentence_piece("spiece.model"));
  const auto offset = source.count("offset", 103);
  Draft draft(source, {.eos = "</s>", .unk = "<unk>", .pad = "<pad>", .mask = "<mask_2>"});
  const auto& special = draft.special();
  Pieces pieces;
  for (const auto& text :
       {special.pad, special.eos, source.text("mask_token_sent", "<mask_1>"), special.mask})
    pieces.push_back({.text = text});
  for (std::size_t i = 2; i < offset; ++i)
    pieces.push_back({.text = "<unk_" + std::to_string(i) + ">", .score = -100});
  pieces.insert(pieces.end(),
                model.pieces.begin() + std::min<std::ptrdiff_t>(2, std::ssize(model.pieces)),
                model.pieces.end());
  draft.unigram(pieces, 0);
  const auto unk_id = draft.id_of(special.unk);
  if (!unk_id)
    return fail(ErrorCode::model_invalid, "spiece.model: it has no piece " + special.unk);
  draft.unigram(pieces, static_cast<std::size_t>(*unk_id));
  normalize_spaces(draft, model, {replace_pattern("\\n", " ")});
  spaces(draft);
  draft.add_controls({});
  draft.add(source.text("mask_token_sent", "<mask_1>"));
  for (std::size_t i = 2; i < offset; ++i) draft.add("<unk_" + std::to_string(i) + ">");
  TRY(draft.surround({"$A", special.eos}, {"$A", "$B", special.eos}));
  return draft.finish();
}

Converted xlm_roberta(const Source& source) {
  const auto model = TRY(source.sentence_piece("sentencepiece.bpe.model"));
  Draft draft(source, {.bos = "<s>",
                       .eos = "</s>",
                       .unk = "<unk>",
                       .sep = "</s>",
                       .pad = "<pad>",
                       .cls = "<s>",
                       .mask = "<mask>"});
  const auto& special = draft.special();
  fairseq(draft, special.bos, model, {});
  normalize(draft, model);
  words(draft);
  draft.add_controls(model.pieces);
  TRY(draft.surround({special.bos, "$A", special.eos},
                     {special.bos, "$A", special.eos, special.eos, "$B", special.eos}));
  return draft.finish();
}

Converted albert(const Source& source) {
  const auto model = TRY(source.sentence_piece("spiece.model"));
  Draft draft(source, {.bos = "[CLS]",
                       .eos = "[SEP]",
                       .unk = "<unk>",
                       .sep = "[SEP]",
                       .pad = "<pad>",
                       .cls = "[CLS]",
                       .mask = "[MASK]"});
  draft.unigram(model.pieces, 1);
  json::Array steps{
      replace_text("``", "\""), replace_text("''", "\""), type("NFKD"),
      type("StripAccents"),     type("Lowercase"),        replace_pattern(" {2,}", " ")};
  draft.part("normalizer", sequence("normalizers", std::move(steps)));
  words(draft);
  draft.add_controls(model.pieces);
  const auto& special = draft.special();
  TRY(draft.surround({special.cls, "$A", special.sep},
                     {special.cls, "$A", special.sep, "$B:1", special.sep + ":1"}));
  return draft.finish();
}

Converted mbart(const Source& source) {
  const auto model = TRY(source.sentence_piece("sentencepiece.bpe.model"));
  Draft draft(source, {.bos = "<s>",
                       .eos = "</s>",
                       .unk = "<unk>",
                       .sep = "</s>",
                       .pad = "<pad>",
                       .cls = "<s>",
                       .mask = "<mask>",
                       .mask_lstrip = true});
  const auto& special = draft.special();
  fairseq(draft, special.bos, model, mbart_languages());
  words(draft);
  add_controls(draft, model, mbart_languages());
  const auto language = source.text("src_lang", "en_XX");
  TRY(draft.surround({"$A", special.eos, language}, {"$A", "$B", special.eos, language}));
  return draft.finish();
}

Converted mbart50(const Source& source) {
  const auto model = TRY(source.sentence_piece("sentencepiece.bpe.model"));
  Draft draft(source, {.eos = "</s>",
                       .unk = "<unk>",
                       .sep = "</s>",
                       .pad = "<pad>",
                       .cls = "<s>",
                       .mask = "<mask>",
                       .mask_lstrip = true});
  const auto& special = draft.special();
  fairseq(draft, special.cls, model, mbart50_languages());
  normalize_spaces(draft, model, {});
  spaces(draft);
  add_controls(draft, model, mbart50_languages());
  const auto language = source.text("src_lang", "en_XX");
  TRY(draft.surround({language, "$A", special.eos}, {language, "$A", "$B", special.eos}));
  return draft.finish();
}

}  // namespace hfi::tokenizers::convert

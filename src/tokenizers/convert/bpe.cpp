// SentencePiece models with a BPE vocabulary. References: transformers, models/{llama,nllb}/tokenization_*.py and
// SentencePieceExtractor

#include "tokenizers/convert/catalog.h"
#include "tokenizers/convert/draft.h"

namespace hfi::tokenizers::convert {
namespace {

Result<json::Object> vocabulary_of(const SentencePieceModel& model, std::string_view file) {
  if (model.algorithm != SentencePieceModel::Algorithm::bpe)
    return fail(ErrorCode::model_unsupported, std::string(file) + ": expected a BPE model");
  json::Object vocabulary;
  for (std::size_t i = 0; i < model.pieces.size(); ++i) vocabulary[model.pieces[i].text] = i;
  json::Object result;  // ids as signed numbers, like those that are parsed
  for (const auto& [piece, id] : vocabulary) result[piece] = id.to_number<std::int64_t>();
  return result;
}

}  // namespace

Converted llama(const Source& source) {
  constexpr auto file = "tokenizer.model";
  const auto model = TRY(source.sentence_piece(file));
  Draft draft(source, {.bos = "<s>", .eos = "</s>", .unk = "<unk>"});
  auto vocabulary = TRY(vocabulary_of(model, file));
  auto merges = merges_of(vocabulary);
  draft.bpe(std::move(vocabulary), std::move(merges),
            {{"fuse_unk", true}, {"byte_fallback", true}});
  const bool prefix = source.flag("add_prefix_space", true);
  const bool legacy = source.flag("legacy", false);
  draft.part("pre_tokenizer", metaspace(!prefix ? "never" : legacy ? "always" : "first", false));
  json::Array steps{replace_text("▁", " "), type("ByteFallback"), type("Fuse")};
  if (prefix) steps.push_back({{"type", "Strip"}, {"content", " "}, {"start", 1}, {"stop", 0}});
  draft.part("decoder", sequence("decoders", std::move(steps)));
  draft.add_controls(model.pieces);
  TRY(draft.bos_and_eos(source.flag("add_bos_token", false), source.flag("add_eos_token", false)));
  return draft.finish();
}

Converted nllb(const Source& source) {
  constexpr auto file = "sentencepiece.bpe.model";
  const auto model = TRY(source.sentence_piece(file));
  Draft draft(source, {.bos = "<s>",
                       .eos = "</s>",
                       .unk = "<unk>",
                       .sep = "</s>",
                       .pad = "<pad>",
                       .cls = "<s>",
                       .mask = "<mask>",
                       .mask_lstrip = true,
                       .mask_normalized = true});
  const auto& special = draft.special();
  const auto pieces = TRY(vocabulary_of(model, file));
  json::Object vocabulary;
  for (const auto& token : {special.bos, special.pad, special.eos, special.unk})
    vocabulary[token] = static_cast<std::int64_t>(vocabulary.size());
  for (const auto& [piece, id] : pieces)
    if (!vocabulary.contains(piece))
      vocabulary[piece] = static_cast<std::int64_t>(vocabulary.size());
  draft.bpe(std::move(vocabulary), merges_of(pieces),
            {{"unk_token", special.unk}, {"fuse_unk", true}});
  if (!model.precompiled_charsmap.empty())
    draft.part("normalizer",
               sequence("normalizers", {precompiled(model), replace_pattern(" {2,}", " ")}));
  draft.part("pre_tokenizer", metaspace("always"));
  draft.part("decoder", metaspace("always"));
  draft.add_controls(model.pieces);
  const auto language = source.text("src_lang", "eng_Latn");
  if (source.flag("legacy_behaviour", false))
    TRY(draft.surround({"$A", special.eos, language}, {"$A", "$B", special.eos, language}));
  else
    TRY(draft.surround({language, "$A", special.eos}, {language, "$A", "$B", special.eos}));
  return draft.finish();
}

}  // namespace hfi::tokenizers::convert

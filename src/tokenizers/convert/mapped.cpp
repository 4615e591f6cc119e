// Models whose SentencePiece model only cuts the text, and whose ids are those of vocab.json. References: transformers,
// models/{marian,m2m_100}/tokenization_*.py, and SentencePiece's own normalizer

#include "tokenizers/convert/catalog.h"
#include "tokenizers/convert/draft.h"
#include "tokenizers/convert/languages.h"

namespace hfi::tokenizers::convert {
namespace {

// What cuts: the pieces that text can become, the unknown one without a text of its own.
Result<json::Object> cutter(const SentencePieceModel& model) {
  const auto is_text = [](const SentencePiece& piece) {
    return piece.type == SentencePiece::Type::normal ||
           piece.type == SentencePiece::Type::user_defined;
  };
  if (model.algorithm == SentencePieceModel::Algorithm::unigram) {
    json::Array pieces{{"", 0.0}};
    for (const auto& piece : model.pieces)
      if (is_text(piece)) pieces.push_back({piece.text, static_cast<double>(piece.score)});
    return json::Object{{"type", "Unigram"}, {"unk_id", 0}, {"vocab", std::move(pieces)}};
  }
  json::Object vocabulary;
  const auto& unknown = model.pieces[model.unk_id].text;
  vocabulary[unknown] = std::int64_t{0};
  for (const auto& piece : model.pieces)
    if (is_text(piece)) vocabulary[piece.text] = static_cast<std::int64_t>(vocabulary.size());
  auto merges = merges_of(vocabulary);
  return json::Object{{"type", "BPE"},
                      {"unk_token", unknown},
                      {"fuse_unk", true},
                      {"vocab", std::move(vocabulary)},
                      {"merges", std::move(merges)}};
}

Result<void> cut_and_map(Draft& draft, const Source& source, std::string_view file,
                         json::Object decoded = {}) {
  const auto model = TRY(source.sentence_piece(file));
  draft.mapped(TRY(cutter(model)), TRY(source.vocabulary("vocab.json")), std::move(decoded));
  json::Array steps;
  if (!model.precompiled_charsmap.empty()) steps.push_back(precompiled(model));
  if (model.remove_extra_whitespaces) {
    steps.push_back(replace_pattern(R"(\A +| +\z)", ""));
    steps.push_back(replace_pattern(" {2,}", " "));
  }
  draft.part("normalizer", sequence("normalizers", std::move(steps)));
  draft.part("pre_tokenizer", metaspace(model.add_dummy_prefix ? "always" : "never"));
  draft.part(
      "decoder",
      sequence("decoders", {metaspace("always"),
                            type("Fuse"),
                            {{"type", "Strip"}, {"content", " "}, {"start", 100}, {"stop", 100}}}));
  return {};
}

}  // namespace

// What is generated is in the target language: with separate_vocabs its ids are those of target_vocab.json. (Texts of that
// language are not encoded: only training does that. Decoding needs no target.spm, for it only joins pieces.)
Converted marian(const Source& source) {
  Draft draft(source, {.eos = "</s>", .unk = "<unk>", .pad = "<pad>"});
  json::Object decoded;
  if (source.flag("separate_vocabs", false)) decoded = TRY(source.vocabulary("target_vocab.json"));
  TRY(cut_and_map(draft, source, "source.spm", std::move(decoded)));
  draft.add_controls({});
  for (const auto& [token, id] : TRY(source.vocabulary("vocab.json")))
    if (std::string_view(token).starts_with(">>") && std::string_view(token).ends_with("<<"))
      draft.add_ordinary(std::string(token));
  const auto& eos = draft.special().eos;
  TRY(draft.surround({"$A", eos}, {"$A", "$B", eos}));
  return draft.finish();
}

Converted m2m100(const Source& source) {
  Draft draft(source, {.bos = "<s>", .eos = "</s>", .unk = "<unk>", .sep = "</s>", .pad = "<pad>"});
  TRY(cut_and_map(draft, source, "sentencepiece.bpe.model"));
  for (const auto code : m2m100_languages()) draft.add_ordinary("__" + std::string(code) + "__");
  draft.add_controls({});
  const auto language = "__" + source.text("src_lang", "en") + "__";
  const auto& eos = draft.special().eos;
  TRY(draft.surround({language, "$A", eos}, {language, "$A", "$B", eos}));
  return draft.finish();
}

}  // namespace hfi::tokenizers::convert

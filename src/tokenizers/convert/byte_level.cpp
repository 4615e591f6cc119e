// vocab.json and merges.txt: byte-level BPE. References: transformers, models/{gpt2,roberta,whisper,clip}/tokenization_*.py

#include "tokenizers/convert/catalog.h"
#include "tokenizers/convert/draft.h"

namespace hfi::tokenizers::convert {
namespace {

Result<void> byte_pairs(const Source& source, Draft& draft, json::Object options = {}) {
  auto vocabulary = TRY(source.vocabulary("vocab.json"));
  options["continuing_subword_prefix"] = "";
  if (!options.contains("end_of_word_suffix")) options["end_of_word_suffix"] = "";
  draft.bpe(std::move(vocabulary), TRY(read_merges(TRY(source.file("merges.txt")))),
            std::move(options));
  draft.part("decoder", byte_level(true));
  return {};
}

}  // namespace

Converted gpt2(const Source& source) {
  Draft draft(source, {.bos = "<|endoftext|>", .eos = "<|endoftext|>", .unk = "<|endoftext|>"});
  TRY(byte_pairs(source, draft));
  draft.part("pre_tokenizer", byte_level(source.flag("add_prefix_space", false)));
  TRY(draft.bos_and_eos(source.flag("add_bos_token", false), source.flag("add_eos_token", false)));
  return draft.finish();
}

Converted roberta(const Source& source) {
  Draft draft(source, {.bos = "<s>",
                       .eos = "</s>",
                       .unk = "<unk>",
                       .sep = "</s>",
                       .pad = "<pad>",
                       .cls = "<s>",
                       .mask = "<mask>"});
  const bool prefix = source.flag("add_prefix_space", false);
  TRY(byte_pairs(source, draft));
  draft.part("pre_tokenizer", byte_level(prefix));
  TRY(draft.enclose(prefix, source.flag("trim_offsets", true)));
  return draft.finish();
}

Converted clip(const Source& source) {
  constexpr auto words =
      R"(<\|startoftext\|>|<\|endoftext\|>|'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+)";
  Draft draft(source, {.bos = "<|startoftext|>",
                       .eos = "<|endoftext|>",
                       .unk = "<|endoftext|>",
                       .pad = "<|endoftext|>"});
  TRY(byte_pairs(source, draft,
                 {{"end_of_word_suffix", "</w>"}, {"unk_token", draft.special().unk}}));
  draft.part("normalizer", sequence("normalizers", {type("NFC"), replace_pattern(R"(\s+)", " "),
                                                    type("Lowercase")}));
  draft.part("pre_tokenizer", sequence("pretokenizers", {{{"type", "Split"},
                                                          {"pattern", {{"Regex", words}}},
                                                          {"behavior", "Removed"},
                                                          {"invert", true}},
                                                         byte_level(false)}));
  // the class replaces the suffix in the decoded text and strips it
  draft.part(
      "decoder",
      sequence("decoders", {byte_level(true),
                            replace_text("</w>", " "),
                            {{"type", "Strip"}, {"content", " "}, {"start", 100}, {"stop", 100}}}));
  TRY(draft.enclose(false, false));
  return draft.finish();
}

// Without a language or a task, as the class is when it is loaded.
Converted whisper(const Source& source) {
  Draft draft(source, {.bos = "<|endoftext|>", .eos = "<|endoftext|>", .unk = "<|endoftext|>"});
  TRY(byte_pairs(source, draft));
  draft.part("pre_tokenizer", byte_level(source.flag("add_prefix_space", false)));
  draft.add_controls({});
  std::vector<std::string> single{"<|startoftranscript|>"};
  if (!source.flag("predict_timestamps", false)) single.emplace_back("<|notimestamps|>");
  single.emplace_back("$A");
  auto pair = single;
  pair.emplace_back("$B:1");
  single.push_back(draft.special().eos);
  pair.push_back(draft.special().eos + ":1");
  TRY(draft.surround(single, pair));
  return draft.finish();
}

}  // namespace hfi::tokenizers::convert

#pragma once
// A tokenizer.json being written.

#include "tokenizers/convert/source.h"

namespace hfi::tokenizers::convert {

// The named special tokens of a class, in the order in which transformers adds them; empty ones are absent.
struct SpecialTokens {
  std::string bos{}, eos{}, unk{}, sep{}, pad{}, cls{}, mask{};
  bool mask_lstrip = false;      // the mask swallows the space before it
  bool mask_normalized = false;  // and is looked for in the normalized text
};

class Draft {
 public:
  // Takes the class's special tokens, or what tokenizer_config.json has in their places.
  Draft(const Source& source, SpecialTokens defaults);

  // The model, by the order of pieces or by ids.
  void unigram(const std::vector<SentencePiece>& pieces, std::size_t unk_id);
  // `options` are further members of the model.
  void bpe(json::Object vocabulary, json::Array merges, json::Object options);
  void word_piece(json::Object vocabulary);
  void word_level(json::Object vocabulary);
  // `cutter` is a model whose tokens get the ids of `vocabulary`; ids mean the tokens of `decoded`, or the same when it is empty.
  void mapped(json::Object cutter, json::Object vocabulary, json::Object decoded);

  void part(std::string_view key, json::Value value) { document_[key] = std::move(value); }

  // Adds a special token behind the named ones.
  void add(const std::string& token);
  // The same for a token that decoding keeps.
  void add_ordinary(const std::string& token);
  // The same for one that swallows the white space around it, be it a special one or not.
  void add_stripping(const std::string& token);
  // Tokens of spm models that text must not be cut into by accident, unless the configuration lists its own.
  void add_controls(const std::vector<SentencePiece>& pieces);

  [[nodiscard]] const SpecialTokens& special() const { return special_; }
  [[nodiscard]] std::optional<std::int64_t> id_of(std::string_view token) const;

  // The post-processor that puts tokens around texts: names of tokens, "$A", "$B", and ":1" for the second type. Fails with
  // model_invalid when a token is not in the vocabulary.
  Result<void> surround(const std::vector<std::string>& single,
                        const std::vector<std::string>& pair);
  // RobertaProcessing
  Result<void> enclose(bool add_prefix_space, bool trim_offsets);
  // What classes without a post-processor of their own have: bos and eos, where the configuration wants them.
  Result<void> bos_and_eos(bool add_bos, bool add_eos);

  // The document, with its added tokens.
  json::Object finish();

 private:
  void remember_ids(const json::Object& vocabulary);
  void add_token(json::Object token);
  Result<json::Array> template_of(const std::vector<std::string>& pieces,
                                  json::Object& special_tokens) const;
  Result<std::int64_t> known_id(std::string_view token) const;
  void add_named();

  const Source* source_;
  SpecialTokens special_;
  json::Object document_{};
  std::map<std::string, std::int64_t, std::less<>> ids_{};
  std::int64_t next_id_ = 0;
  json::Array added_{};
  bool has_named_ = false;  // add_named was called
  bool lists_its_own_ =
      false;  // extra_special_tokens, or additional_special_tokens, in the configuration
};

// Parts that several families have.
json::Value metaspace(std::string_view prepend_scheme, bool split = true);
json::Value sequence(std::string_view members, json::Array parts);  // members: "normalizers", …
json::Value replace_pattern(std::string_view pattern, std::string_view content);
json::Value replace_text(std::string_view text, std::string_view content);
json::Value precompiled(const SentencePieceModel& model);
json::Value byte_level(bool add_prefix_space);
json::Value type(std::string_view name);

// The merges of SentencePiece's BPE: every cut of a piece into two pieces, in the order of pieces.
json::Array merges_of(const json::Object& vocabulary);
// merges.txt, as pairs. Fails with model_invalid and the line.
Result<json::Array> read_merges(std::string_view text);

}  // namespace hfi::tokenizers::convert

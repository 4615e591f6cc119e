#pragma once
// The vocabulary of a BPE model, and how a word is spelt in it before anything is merged.

#include "tokenizers/models/byte_tokens.h"
#include "tokenizers/models/merge_word.h"
#include "tokenizers/models/model.h"

namespace hfi::tokenizers::models {

class FirstSymbols {
 public:
  static Result<FirstSymbols> read(const Component& model, Input input);

  // Whether every byte has a token wherever it stands in a word.
  [[nodiscard]] bool covers_all_bytes() const;

  // Writes the symbols of the characters (or bytes) of `word`. One without a token becomes byte tokens or the unknown
  // token, or is left out when the model has neither.
  Result<void> split(std::string_view word, std::vector<Symbol>& symbols) const;

  [[nodiscard]] const Vocabulary& vocabulary() const { return vocabulary_; }
  [[nodiscard]] Input input() const { return input_; }
  [[nodiscard]] bool has_affixes() const { return !prefix_.empty() || !suffix_.empty(); }
  // Of all symbols of a word but the first.
  [[nodiscard]] const std::string& prefix() const { return prefix_; }
  [[nodiscard]] bool unknown_ends_with(std::string_view text) const {
    return unk_token_ && unk_token_->ends_with(text);
  }

 private:
  FirstSymbols(Vocabulary vocabulary, Input input)
      : vocabulary_(std::move(vocabulary)), input_(input) {}

  // An unknown symbol that waits for what comes next, because neighbours may be one.
  struct Unknown {
    std::uint32_t bytes = 0;  // 0: none
  };

  void index_single();
  [[nodiscard]] std::string spelling(std::string_view unit, bool is_first, bool is_last) const;
  [[nodiscard]] std::int32_t id_of_unit(std::string_view unit, bool is_first, bool is_last) const;
  Result<void> add_unknown(std::string_view unit, bool is_first, bool is_last, Unknown& unknown,
                           std::vector<Symbol>& symbols) const;

  Vocabulary vocabulary_;
  Input input_;
  std::string prefix_{};
  std::string suffix_{};  // of the last symbol of a word
  std::optional<std::string> unk_token_{};
  std::optional<std::int32_t> unknown_{};
  bool fuse_unk_ = false;
  std::optional<ByteTokens> bytes_{};
  std::array<std::int32_t, 256> single_{};  // ids of single bytes without affixes, -1 for none
};

}  // namespace hfi::tokenizers::models

#pragma once
// Text to ids and back, exactly as the `tokenizers` library of Hugging Face does it from the same tokenizer.json.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "tokenizers/chat/chat_templates.h"

namespace hfi::tokenizers {

// Characters (Unicode code points) of the text as it was given; [start, end).
struct Offset {
  std::uint32_t start = 0;
  std::uint32_t end = 0;
  friend bool operator==(const Offset&, const Offset&) = default;
};

constexpr std::int32_t no_word = -1;

// What `encode` returns: parallel vectors, one entry per token. tokens, offsets and word_ids are empty with Detail::ids.
struct Encoding {
  std::vector<std::int32_t> ids;
  std::vector<std::int32_t> type_ids;
  std::vector<std::string> tokens;
  std::vector<Offset> offsets;             // {0, 0} for special tokens
  std::vector<std::int32_t> word_ids;      // no_word for special tokens
  std::vector<std::int32_t> sequence_ids;  // 0 first text, 1 second, no_word for special tokens
  std::vector<std::uint8_t> special_tokens_mask;
  std::vector<std::uint8_t> attention_mask;  // 0 for padding
  std::vector<Encoding> overflowing;         // the windows that truncation cut off, in order
};

enum class Strategy { longest_first, only_first, only_second };
enum class Side { left, right };

struct Truncation {
  std::size_t max_length;  // tokens, special tokens included
  std::size_t stride = 0;  // tokens that consecutive windows share
  Strategy strategy = Strategy::longest_first;
  std::optional<Side> side{};  // the tokenizer's own when absent
};

// What an encoding is to say. Without the tokens' texts and places it takes a fraction of the time.
enum class Detail { all, ids };  // ids: no tokens, offsets and word_ids

struct EncodeOptions {
  bool add_special_tokens = true;
  std::optional<Truncation> truncation{};  // nothing is cut when absent
  Detail detail = Detail::all;
};

struct DecodeOptions {
  bool skip_special_tokens = true;
  std::optional<bool> clean_up_tokenization_spaces{};  // the tokenizer's own when absent
};

struct Parts;

class Tokenizer {
 public:
  // `tokenizer_json` is the file's text; `config` is tokenizer_config.json merged over special_tokens_map.json, empty
  // when there are none. Fails with model_invalid, naming the place and the component.
  static Result<Tokenizer> from_json(std::string_view tokenizer_json, const json::Object& config);

  // The same for a document that convert/ wrote.
  static Result<Tokenizer> from_document(const json::Value& document, const json::Object& config);

  // Fails with invalid_input when `text` is not UTF-8.
  [[nodiscard]] Result<Encoding> encode(std::string_view text,
                                        const EncodeOptions& options = {}) const;
  [[nodiscard]] Result<Encoding> encode_pair(std::string_view text, std::string_view pair,
                                             const EncodeOptions& options = {}) const;
  // All at once what a DecodeStream gives piece by piece. Ids without a token are left out.
  [[nodiscard]] std::string decode(const std::vector<std::int32_t>& ids,
                                   const DecodeOptions& options = {}) const;

  // The decoder's work on tokens as they stand in the vocabulary.
  [[nodiscard]] std::string tokens_to_string(const std::vector<std::string>& tokens) const;
  // The model's mark of a token inside a word, such as "##"; empty when it has none.
  [[nodiscard]] std::string continuing_subword_prefix() const;

  [[nodiscard]] std::optional<std::int32_t> id_of(std::string_view token) const;
  [[nodiscard]] std::optional<std::string> token_of(std::int32_t id) const;
  [[nodiscard]] std::size_t vocabulary_size() const;  // added tokens included

  // tokenizer_config.json as from_json got it, for what only whoever uses the tokenizer understands.
  [[nodiscard]] const json::Object& config() const;
  // tokenizer_config.json: "mask_token", "pad_token", "eos_token", …; absent when the file names none.
  [[nodiscard]] std::optional<std::string> special_token(std::string_view name) const;
  // A conversation as the model wants it: messages are {"role", "content", …}. To be encoded without special tokens. See
  // ChatTemplates::apply for the errors.
  [[nodiscard]] Result<std::string> apply_chat_template(const json::Array& messages,
                                                        const ChatOptions& options) const;
  [[nodiscard]] bool has_chat_template() const;

  // tokenizer_config.json's model_max_length; absent when missing or the "very large integer" of transformers.
  [[nodiscard]] std::optional<std::size_t> model_max_length() const;
  [[nodiscard]] std::size_t num_special_tokens_to_add(bool pair) const;

 private:
  friend class DecodeStream;

  explicit Tokenizer(std::shared_ptr<const Parts> parts) : parts_(std::move(parts)) {}

  std::shared_ptr<const Parts> parts_;
};

}  // namespace hfi::tokenizers

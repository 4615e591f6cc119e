// From text to tokens.

#include "tokenizers/parts.h"
#include "tokenizers/text/utf8.h"
#include "tokenizers/truncation.h"

namespace hfi::tokenizers {
namespace {

// Appends the tokens of one part of the text to the encoding of all of it.
class Appender {
 public:
  Appender(const Parts& parts, const Pieces& pieces, Encoding& out)
      : parts_(&parts),
        text_(pieces.text.view()),
        origins_(pieces.text),
        out_(&out),
        shown_as_text_(parts.model->shown_as_text()) {}

  void append(const ModelToken& token, bool is_added, std::int32_t word) {
    out_->ids.push_back(token.id);
    out_->tokens.emplace_back(text_of(token, is_added));
    out_->offsets.push_back(offset_of(token));
    out_->word_ids.push_back(word);
  }

 private:
  [[nodiscard]] std::string_view text_of(const ModelToken& token, bool is_added) const {
    if (is_added || token.id == shown_as_text_)
      return text_.substr(token.begin, token.end - token.begin);
    return *parts_->model->token_of(token.id);
  }

  [[nodiscard]] Offset offset_of(const ModelToken& token) {
    const auto start = origins_.at(token.begin).start();
    return {start, origins_.at(token.end - 1).end()};
  }

  const Parts* parts_;
  std::string_view text_;
  OriginCursor origins_;
  Encoding* out_;
  std::optional<std::int32_t> shown_as_text_;
};

Result<void> split_words(const Parts& parts, Pieces& pieces) {
  if (parts.pre_tokenizer == nullptr) return {};
  if (parts.model->input() == Input::bytes) return parts.pre_tokenizer->split_bytes(pieces);
  return parts.pre_tokenizer->split(pieces);
}

// Encodes pieces of which the added tokens are known; `words` counts those of the text so far.
Result<void> append_pieces(const Parts& parts, Pieces& pieces, std::int32_t& words, Encoding& out) {
  TRY(split_words(parts, pieces));
  std::vector<ModelToken> tokens;
  TRY(parts.model->tokenize(pieces, tokens));
  Appender appender(parts, pieces, out);
  for (const auto& token : tokens)
    appender.append(token, pieces.pieces[token.piece].added_token != not_added,
                    words + static_cast<std::int32_t>(token.piece));
  words += static_cast<std::int32_t>(pieces.pieces.size());
  return {};
}

// Each part between added tokens is normalized on its own.
Result<void> append_parts(const Parts& parts, const Pieces& input, Encoding& out) {
  const auto text = input.text.view();
  OriginCursor characters(input.text);
  std::int32_t words = 0;
  for (const auto& piece : input.pieces) {
    const auto part = text.substr(piece.begin, piece.end - piece.begin);
    Pieces pieces{.text = AlignedText::input(part, characters.at(piece.begin).start())};
    if (piece.added_token == not_added && parts.normalizer != nullptr)
      TRY(parts.normalizer->normalize(pieces.text));
    const auto size = static_cast<std::uint32_t>(pieces.text.view().size());
    if (size == 0) continue;
    pieces.pieces.push_back({0, size, piece.added_token});
    parts.added_tokens.split(pieces, AddedTokens::Stage::normalized);
    TRY(append_pieces(parts, pieces, words, out));
  }
  return {};
}

}  // namespace

Result<Encoding> Parts::encode_text(std::string_view text, std::int32_t sequence) const {
  if (text.size() > max_text_bytes)
    return fail(ErrorCode::input_too_long, "the text has " + std::to_string(text.size()) +
                                               " bytes; at most " + std::to_string(max_text_bytes) +
                                               " can be tokenized");
  if (const auto invalid = utf8::find_invalid(text); invalid != std::string_view::npos)
    return fail(ErrorCode::invalid_input,
                "the text is not UTF-8 at byte " + std::to_string(invalid));
  Encoding out;
  Pieces input{.text = AlignedText::input(text, 0)};
  if (!text.empty()) input.pieces.push_back({0, static_cast<std::uint32_t>(text.size())});
  added_tokens.split(input, AddedTokens::Stage::raw);
  if (normalizer == nullptr) {
    std::int32_t words = 0;
    added_tokens.split(input, AddedTokens::Stage::normalized);
    TRY(append_pieces(*this, input, words, out));
  } else {
    TRY(append_parts(*this, input, out));
  }
  const auto tokens = out.ids.size();
  out.type_ids.assign(tokens, sequence);
  out.sequence_ids.assign(tokens, sequence);
  out.special_tokens_mask.assign(tokens, 0);
  out.attention_mask.assign(tokens, 1);
  return out;
}

std::size_t Parts::num_added_tokens(std::size_t texts) const {
  return post_processor == nullptr ? 0 : post_processor->added_tokens(texts);
}

Result<Encoding> Parts::finish(std::vector<Encoding> texts, const EncodeOptions& options) const {
  const auto special_tokens =
      options.add_special_tokens ? SpecialTokens::add : SpecialTokens::leave_out;
  if (options.truncation) {
    const auto added = options.add_special_tokens ? num_added_tokens(texts.size()) : 0;
    TRY(truncate(texts, *options.truncation, settings.truncation_side, added));
  }
  if (post_processor != nullptr) texts = post_processor->process(std::move(texts), special_tokens);
  return merged(std::move(texts));
}

}  // namespace hfi::tokenizers

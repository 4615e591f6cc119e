// From text to tokens.

#include "tokenizers/encoding.h"
#include "tokenizers/parts.h"
#include "tokenizers/text/utf8.h"
#include "tokenizers/truncation.h"

namespace hfi::tokenizers {
namespace {

// Appends what is to be known of the tokens of one part of the text, but for their ids, to the encoding of all of it.
class Appender {
 public:
  Appender(const Parts& parts, const Pieces& pieces, Encoding& out)
      : parts_(&parts),
        text_(pieces.text.view()),
        origins_(pieces.text),
        out_(&out),
        shown_as_text_(parts.model->shown_as_text()) {}

  void append(const ModelToken& token, bool is_added, std::int32_t word) {
    out_->tokens.emplace_back(text_of(token, is_added));
    out_->offsets.push_back(offset_of(token));
    out_->word_ids.push_back(word);
  }

 private:
  [[nodiscard]] std::string_view text_of(const ModelToken& token, bool is_added) const {
    const auto text = text_.substr(token.begin, token.end - token.begin);
    if (is_added || token.id == shown_as_text_) return text;
    // without a token where a model answers in others than it is given
    return parts_->model->token_of(token.id).value_or(text);
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

// The encoding of the text so far.
struct Progress {
  Detail detail{};
  Encoding encoding{};
  std::int32_t words = 0;
};

// Encodes pieces of which the added tokens are known.
Result<void> append_pieces(const Parts& parts, Pieces& pieces, Progress& out) {
  TRY(split_words(parts, pieces));
  std::vector<ModelToken> tokens;
  tokens.reserve(2 * pieces.pieces.size());
  TRY(parts.model->tokenize(pieces, tokens));
  for (const auto& token : tokens) out.encoding.ids.push_back(token.id);
  if (out.detail == Detail::all) {
    Appender appender(parts, pieces, out.encoding);
    for (const auto& token : tokens)
      appender.append(token, pieces.pieces[token.piece].added_token != not_added,
                      out.words + static_cast<std::int32_t>(token.piece));
  }
  out.words += static_cast<std::int32_t>(pieces.pieces.size());
  return {};
}

// Each part between added tokens is normalized on its own.
Result<void> append_parts(const Parts& parts, const Pieces& input, Progress& out) {
  const auto text = input.text.view();
  OriginCursor characters(input.text);
  for (const auto& piece : input.pieces) {
    const auto part = text.substr(piece.begin, piece.end - piece.begin);
    Pieces pieces{
        .text = AlignedText::input(part, characters.at(piece.begin).start(), input.text.account())};
    if (piece.added_token == not_added && parts.normalizer != nullptr)
      TRY(parts.normalizer->normalize(pieces.text));
    const auto size = static_cast<std::uint32_t>(pieces.text.view().size());
    if (size == 0) continue;
    pieces.pieces.push_back({0, size, piece.added_token});
    parts.added_tokens.split(pieces, AddedTokens::Stage::normalized);
    TRY(append_pieces(parts, pieces, out));
  }
  return {};
}

}  // namespace

Result<Encoding> Parts::encode_text(std::string_view text, std::int32_t sequence,
                                    Detail detail) const {
  if (text.size() > max_text_bytes)
    return fail(ErrorCode::input_too_long, "the text has " + std::to_string(text.size()) +
                                               " bytes; at most " + std::to_string(max_text_bytes) +
                                               " can be tokenized");
  if (const auto invalid = utf8::find_invalid(text); invalid != std::string_view::npos)
    return fail(ErrorCode::invalid_input,
                "the text is not UTF-8 at byte " + std::to_string(invalid));
  Progress progress{.detail = detail};
  Pieces input{
      .text = AlignedText::input(text, 0, detail == Detail::all ? Account::kept : Account::none)};
  if (!text.empty()) input.pieces.push_back({0, static_cast<std::uint32_t>(text.size())});
  added_tokens.split(input, AddedTokens::Stage::raw);
  if (normalizer == nullptr) {
    added_tokens.split(input, AddedTokens::Stage::normalized);
    TRY(append_pieces(*this, input, progress));
  } else {
    TRY(append_parts(*this, input, progress));
  }
  auto& out = progress.encoding;
  const auto tokens = out.ids.size();
  out.type_ids.assign(tokens, sequence);
  out.sequence_ids.assign(tokens, sequence);
  out.special_tokens_mask.assign(tokens, 0);
  out.attention_mask.assign(tokens, 1);
  return std::move(out);
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
  auto result = merged(std::move(texts));
  if (options.detail == Detail::ids) drop_detail(result);  // what special tokens have brought
  return result;
}

}  // namespace hfi::tokenizers

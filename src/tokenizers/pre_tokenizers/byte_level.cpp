// GPT-2's words, written with a printable character for every byte.

#include "tokenizers/text/byte_level.h"

#include <algorithm>

#include "tokenizers/pre_tokenizers/catalog.h"
#include "tokenizers/pre_tokenizers/gpt2_words.h"
#include "tokenizers/text/prefix.h"

namespace hfi::tokenizers::pre_tokenizers {
namespace {

class ByteLevel final : public PreTokenizer {
 public:
  ByteLevel(bool add_prefix_space, bool use_regex)
      : add_prefix_space_(add_prefix_space), use_regex_(use_regex) {}

  Result<void> split(Pieces& pieces) const override {
    TRY(split_bytes(pieces));
    return rewrite_pieces(pieces, [](Rewrite& out, const Piece& piece) {
      write_byte_characters(out, piece.end - piece.begin);
    });
  }

  [[nodiscard]] bool ends_in_byte_characters() const override { return true; }

  Result<void> split_bytes(Pieces& pieces) const override {
    if (add_prefix_space_) TRY(add_spaces(pieces));
    if (use_regex_)
      split_pieces(pieces, [this](std::string_view text, const Piece& piece, PieceSink& sink) {
        words_.split(text.substr(0, piece.end), piece.begin, sink);
      });
    return {};
  }

 private:
  static Result<void> add_spaces(Pieces& pieces) {
    const auto text = pieces.text.view();
    const auto lacks_space = [text](const Piece& piece) {
      return piece.added_token == not_added && text[piece.begin] != ' ';
    };
    if (std::ranges::none_of(pieces.pieces, lacks_space)) return {};
    return rewrite_pieces(pieces, [&](Rewrite& out, const Piece& piece) {
      if (lacks_space(piece)) write_prefix(out, " ");
      out.keep(piece.end - out.position());
    });
  }

  bool add_prefix_space_;
  bool use_regex_;
  Gpt2Words words_{};
};

}  // namespace

Read byte_level(const Component& component) {
  const bool add_prefix_space = TRY(component.flag("add_prefix_space"));
  return std::make_unique<ByteLevel>(add_prefix_space, TRY(component.flag("use_regex", true)));
}

}  // namespace hfi::tokenizers::pre_tokenizers

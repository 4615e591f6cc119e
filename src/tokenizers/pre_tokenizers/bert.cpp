// BERT's BasicTokenizer: words between white space, every punctuation character on its own.

#include <array>

#include "tokenizers/pre_tokenizers/catalog.h"
#include "tokenizers/text/utf8.h"
#include "tokenizers/unicode/classes.h"

namespace hfi::tokenizers::pre_tokenizers {
namespace {

class Bert final : public PreTokenizer {
 public:
  Bert() : classes_(unicode::classes()) {
    for (char32_t c = 0; c < ascii_.size(); ++c) ascii_[c] = kind_of(classes_[c]);
  }

  Result<void> split(Pieces& pieces) const override {
    split_pieces(pieces, [this](std::string_view text, const Piece& piece, PieceSink& sink) {
      std::size_t begin = piece.begin;
      for (std::size_t i = piece.begin; i < piece.end;) {
        const auto byte = static_cast<unsigned char>(text[i]);
        std::size_t length = 1;
        auto kind = Kind::letter;
        if (byte < 0x80) {
          kind = ascii_[byte];
        } else {
          const auto next = utf8::decode(text, i);
          length = next.length;
          kind = kind_of(classes_[next.character]);
        }
        if (kind != Kind::letter) {
          sink.add(begin, i);
          if (kind == Kind::punctuation) sink.add(i, i + length);
          begin = i + length;
        }
        i += length;
      }
      sink.add(begin, piece.end);
    });
    return {};
  }

 private:
  enum class Kind : std::uint8_t { letter, space, punctuation };

  static Kind kind_of(unicode::Class c) {
    if (c & unicode::white_space) return Kind::space;
    return c & unicode::bert_punctuation ? Kind::punctuation : Kind::letter;
  }

  const unicode::CodePointMap<unicode::Class>& classes_;
  std::array<Kind, 128> ascii_{};
};

}  // namespace

Read bert(const Component&) { return std::make_unique<Bert>(); }

}  // namespace hfi::tokenizers::pre_tokenizers

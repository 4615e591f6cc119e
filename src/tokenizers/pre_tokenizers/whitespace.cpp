// The matches of \w+|[^\w\s]+.

#include "tokenizers/pre_tokenizers/catalog.h"
#include "tokenizers/text/utf8.h"
#include "tokenizers/unicode/classes.h"

namespace hfi::tokenizers::pre_tokenizers {
namespace {

class Whitespace final : public PreTokenizer {
 public:
  Result<void> split(Pieces& pieces) const override {
    const auto& classes = unicode::classes();
    constexpr unsigned kinds = unicode::word | unicode::white_space;
    split_pieces(pieces, [&](std::string_view text, const Piece& piece, PieceSink& sink) {
      std::size_t begin = piece.begin;
      unsigned last = unicode::white_space;
      for (std::size_t i = piece.begin; i < piece.end;) {
        const auto [character, length] = utf8::decode(text, i);
        const auto kind = classes[character] & kinds;
        if (kind != last) {
          if (last != unicode::white_space) sink.add(begin, i);
          begin = i;
          last = kind;
        }
        i += length;
      }
      if (last != unicode::white_space) sink.add(begin, piece.end);
    });
    return {};
  }
};

}  // namespace

Read whitespace(const Component&) { return std::make_unique<Whitespace>(); }

}  // namespace hfi::tokenizers::pre_tokenizers

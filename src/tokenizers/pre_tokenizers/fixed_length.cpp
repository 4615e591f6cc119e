// Pieces of so many characters each.

#include "tokenizers/pre_tokenizers/catalog.h"
#include "tokenizers/text/utf8.h"

namespace hfi::tokenizers::pre_tokenizers {
namespace {

class FixedLength final : public PreTokenizer {
 public:
  explicit FixedLength(std::uint32_t characters) : characters_(characters) {}

  Result<void> split(Pieces& pieces) const override {
    split_pieces(pieces, [this](std::string_view text, const Piece& piece, PieceSink& sink) {
      std::size_t begin = piece.begin;
      std::uint32_t characters = 0;
      for (std::size_t i = piece.begin; i < piece.end; i += utf8::length(text[i])) {
        if (characters == characters_) {
          sink.add(begin, i);
          begin = i;
          characters = 0;
        }
        ++characters;
      }
      sink.add(begin, piece.end);
    });
    return {};
  }

 private:
  std::uint32_t characters_;
};

}  // namespace

Read fixed_length(const Component& component) {
  constexpr std::uint32_t characters_when_absent = 5;
  const auto length = TRY(component.count("length", characters_when_absent));
  if (length == 0) return component.invalid("length", "must be at least 1");
  return std::make_unique<FixedLength>(length);
}

}  // namespace hfi::tokenizers::pre_tokenizers

#pragma once
// A text cut into the pieces that the model sees one at a time.

#include <cstdint>
#include <string_view>
#include <vector>

#include "tokenizers/text/aligned_text.h"

namespace hfi::tokenizers {

constexpr std::int32_t not_added = -1;

// Bytes [begin, end) of the text, never empty.
struct Piece {
  std::uint32_t begin;
  std::uint32_t end;
  std::int32_t added_token = not_added;  // its id, when the piece is a token already
};

struct Pieces {
  AlignedText text{};
  std::vector<Piece>
      pieces{};  // in the order of the text; only added tokens may overlap what comes after them
};

// Where a splitter puts what it finds in one piece; positions count from the start of the text.
class PieceSink {
 public:
  explicit PieceSink(std::vector<Piece>& pieces) : pieces_(&pieces) {}

  void add(std::size_t begin, std::size_t end) {
    if (begin != end)
      pieces_->push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
  }

 private:
  std::vector<Piece>* pieces_;
};

// Replaces each piece that is not a token yet by what `split(text, piece, sink)` adds to the sink.
template <class Split>
void split_pieces(Pieces& pieces, Split&& split) {
  std::vector<Piece> result;
  result.reserve(pieces.pieces.size());
  PieceSink sink(result);
  const auto text = pieces.text.view();
  for (const auto& piece : pieces.pieces) {
    if (piece.added_token != not_added)
      result.push_back(piece);
    else
      split(text, piece, sink);
  }
  pieces.pieces = std::move(result);
}

// Replaces the text: `write(rewrite, piece)` writes the new text of one piece. What is between pieces is left out.
template <class Write>
Result<void> rewrite_pieces(Pieces& pieces, Write&& write) {
  Rewrite rewrite(pieces.text);
  std::vector<Piece> result;
  result.reserve(pieces.pieces.size());
  for (const auto& piece : pieces.pieces) {
    rewrite.start_at(piece.begin);
    const auto begin = static_cast<std::uint32_t>(rewrite.written());
    if (piece.added_token != not_added)
      rewrite.keep(piece.end - piece.begin);
    else
      write(rewrite, piece);
    const auto end = static_cast<std::uint32_t>(rewrite.written());
    if (begin != end) result.push_back({begin, end, piece.added_token});
  }
  pieces.text = TRY(std::move(rewrite).finish());
  pieces.pieces = std::move(result);
  return {};
}

}  // namespace hfi::tokenizers

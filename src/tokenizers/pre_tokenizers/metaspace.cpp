// SentencePiece's white space: spaces become a visible character that words begin with.

#include "tokenizers/text/metaspace.h"

#include <cstring>

#include "tokenizers/pre_tokenizers/catalog.h"
#include "tokenizers/text/prefix.h"

namespace hfi::tokenizers::pre_tokenizers {
namespace {

class Metaspace final : public PreTokenizer {
 public:
  explicit Metaspace(MetaspaceOptions options)
      : options_(options), replacement_(utf8::encode(options.replacement)) {}

  Result<void> split(Pieces& pieces) const override {
    TRY(rewrite_pieces(pieces, [this](Rewrite& out, const Piece& piece) { write(out, piece); }));
    if (options_.split) split_before_replacements(pieces);
    return {};
  }

 private:
  void write(Rewrite& out, const Piece& piece) const {
    const auto source = out.source();
    const auto starts_with_replacement = [&] {
      const auto word = source.substr(piece.begin, piece.end - piece.begin);
      return word.starts_with(' ') || word.starts_with(replacement_);
    };
    const bool prepends =
        options_.prepend_scheme == PrependScheme::always ||
        (options_.prepend_scheme == PrependScheme::first && out.is_at_start_of_input());
    if (prepends && !starts_with_replacement()) write_prefix(out, replacement_);
    while (out.position() < piece.end) {
      const auto* space = static_cast<const char*>(
          std::memchr(source.data() + out.position(), ' ', piece.end - out.position()));
      const auto end =
          space == nullptr ? piece.end : static_cast<std::size_t>(space - source.data());
      out.keep(end - out.position());
      if (space != nullptr) out.replace(options_.replacement);
    }
  }

  void split_before_replacements(Pieces& pieces) const {
    split_pieces(pieces, [this](std::string_view text, const Piece& piece, PieceSink& sink) {
      std::size_t begin = piece.begin;
      const auto until = text.substr(0, piece.end);
      while (true) {
        const auto next = until.find(replacement_, begin + 1);
        if (next == std::string_view::npos) break;
        sink.add(begin, next);
        begin = next;
      }
      sink.add(begin, piece.end);
    });
  }

  MetaspaceOptions options_;
  std::string replacement_;
};

}  // namespace

Read metaspace(const Component& component) {
  return std::make_unique<Metaspace>(TRY(read_metaspace(component)));
}

}  // namespace hfi::tokenizers::pre_tokenizers

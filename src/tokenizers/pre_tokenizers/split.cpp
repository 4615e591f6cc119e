// Splits at the matches of a pattern, or with `invert` at what is between them.

#include "tokenizers/pre_tokenizers/behavior.h"
#include "tokenizers/pre_tokenizers/catalog.h"
#include "tokenizers/pre_tokenizers/cl100k_words.h"
#include "tokenizers/regex/pattern.h"

namespace hfi::tokenizers::pre_tokenizers {
namespace {

class Split final : public PreTokenizer {
 public:
  Split(Pattern pattern, Behavior behavior, bool invert)
      : pattern_(std::move(pattern)), behavior_(behavior), invert_(invert) {}

  Result<void> split(Pieces& pieces) const override {
    Result<void> result;
    split_pieces(pieces, [&](std::string_view text, const Piece& piece, PieceSink& sink) {
      if (!result) return;
      const auto word = text.substr(piece.begin, piece.end - piece.begin);
      std::size_t end = 0;  // of the last match
      Delimited out(behavior_, sink);
      result = pattern_.for_each(word, [&](const Pattern::Match& match) {
        if (end < match.begin) out.add(piece.begin + end, piece.begin + match.begin, invert_);
        out.add(piece.begin + match.begin, piece.begin + match.end, !invert_);
        end = match.end;
      });
      if (end < word.size()) out.add(piece.begin + end, piece.end, invert_);
    });
    return result;
  }

 private:
  Pattern pattern_;
  Behavior behavior_;
  bool invert_;
};

// The same for a known pattern whose matches are the pieces, without anything between them.
class SplitIntoWords final : public PreTokenizer {
 public:
  explicit SplitIntoWords(const Cl100kWords& words) : words_(words) {}

  Result<void> split(Pieces& pieces) const override {
    split_pieces(pieces, [this](std::string_view text, const Piece& piece, PieceSink& sink) {
      words_.split(text.substr(0, piece.end), piece.begin, sink);
    });
    return {};
  }

 private:
  Cl100kWords words_;
};

Result<std::optional<Cl100kWords>> known_words(const Component& component) {
  const auto behavior = TRY(read_behavior(component));
  const bool invert = TRY(component.flag("invert"));
  const bool matches_are_pieces =
      invert ? behavior == Behavior::removed : behavior == Behavior::isolated;
  const auto* pattern = component.find("pattern");
  if (!matches_are_pieces || pattern == nullptr || !pattern->is_object()) return std::nullopt;
  const auto regex = TRY(component.child("pattern"));
  if (regex.find("Regex") == nullptr) return std::nullopt;
  return Cl100kWords::of(TRY(regex.text("Regex")));
}

}  // namespace

Read split(const Component& component) {
  if (const auto words = TRY(known_words(component)))
    return std::make_unique<SplitIntoWords>(*words);
  auto pattern = TRY(Pattern::read(component, "pattern"));
  const auto behavior = TRY(read_behavior(component));
  return std::make_unique<Split>(std::move(pattern), behavior, TRY(component.flag("invert")));
}

}  // namespace hfi::tokenizers::pre_tokenizers

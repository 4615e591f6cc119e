// Splits where the script changes (SentencePiece's split_by_unicode_script, by the scripts of Unicode 9).

#include <unicode/uscript.h>

#include "tokenizers/pre_tokenizers/catalog.h"
#include "tokenizers/text/utf8.h"
#include "tokenizers/unicode/age.h"

namespace hfi::tokenizers::pre_tokenizers {
namespace {

constexpr int any_script = -1;

// Han, Hiragana and Katakana are one; spaces and unassigned characters go with whatever they stand next to.
int script_of(char32_t c) {
  constexpr char32_t prolonged_sound_mark = 0x30FC;
  if (c == ' ' || !unicode::in_unicode_9(c)) return any_script;
  if (c == prolonged_sound_mark) return USCRIPT_HAN;
  if (c == 0x589 || c == 0x61C) return USCRIPT_COMMON;      // since then Armenian and Arabic
  if (c == 0x953 || c == 0x954) return USCRIPT_DEVANAGARI;  // since then inherited
  UErrorCode error = U_ZERO_ERROR;
  const int script = uscript_getScript(static_cast<UChar32>(c), &error);
  if (script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA) return USCRIPT_HAN;
  return script == USCRIPT_UNKNOWN ? any_script : script;
}

class UnicodeScripts final : public PreTokenizer {
 public:
  // What comes before the first character with a script is left out, as in the library.
  Result<void> split(Pieces& pieces) const override {
    split_pieces(pieces, [](std::string_view text, const Piece& piece, PieceSink& sink) {
      int last = any_script;
      std::size_t begin = piece.end;
      for (std::size_t i = piece.begin; i < piece.end;) {
        const auto [character, length] = utf8::decode(text, i);
        const int script = script_of(character);
        if (script != any_script && script != last) {
          if (last != any_script) sink.add(begin, i);
          begin = i;
          last = script;
        }
        i += length;
      }
      sink.add(begin, piece.end);
    });
    return {};
  }
};

}  // namespace

Read unicode_scripts(const Component&) { return std::make_unique<UnicodeScripts>(); }

}  // namespace hfi::tokenizers::pre_tokenizers

#include "tasks/audio/automatic_speech_recognition/ctc_pieces.h"

namespace hfi::tasks {
namespace {

constexpr auto space = " ";

std::string delimiter_of(const tokenizers::Tokenizer& tokenizer) {
  const auto* token = tokenizer.config().if_contains("word_delimiter_token");
  if (token != nullptr && token->is_string()) return std::string(token->get_string());
  return "|";
}

}  // namespace

std::vector<Piece> ctc_characters(const std::vector<std::int32_t>& ids,
                                  const tokenizers::Tokenizer& tokenizer) {
  const auto padding = tokenizer.special_token("pad_token").value_or("<pad>");
  const auto unknown = tokenizer.special_token("unk_token").value_or("<unk>");
  const auto delimiter = delimiter_of(tokenizer);
  std::vector<Piece> pieces;
  std::optional<std::string> last;
  for (std::size_t step = 0; step < ids.size(); ++step) {
    auto token = tokenizer.token_of(ids[step]).value_or(unknown);
    const bool repeated = last == token;
    last = token;
    if (token == padding) continue;
    if (repeated)
      pieces.back().end = step + 1;
    else
      pieces.push_back({token == delimiter ? space : std::move(token), step, step + 1});
  }
  return pieces;
}

std::vector<Piece> ctc_words(const std::vector<Piece>& characters) {
  std::vector<Piece> words;
  bool inside = false;
  for (const auto& [text, start, end] : characters) {
    const bool is_space = text == space;
    if (!is_space && inside) {
      words.back().text += text;
      words.back().end = end;
    } else if (!is_space) {
      words.push_back({text, start, end});
    }
    inside = !is_space;
  }
  return words;
}

}  // namespace hfi::tasks

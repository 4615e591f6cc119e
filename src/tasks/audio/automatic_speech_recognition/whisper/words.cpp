#include "tasks/audio/automatic_speech_recognition/whisper/words.h"

#include <algorithm>
#include <array>

#include "tokenizers/chat/values/strings.h"
#include "tokenizers/text/utf8.h"

namespace hfi::tasks::whisper {
namespace {

using tokenizers::Tokenizer;
namespace utf8 = tokenizers::utf8;
using Ids = std::vector<std::int32_t>;

constexpr char32_t replacement = 0xFFFD;  // what stands for bytes that are no character
constexpr std::string_view prepended = "\"'“¡¿([{-";
constexpr std::string_view appended = "\"'.。,，!！?？:：”)]}、";
constexpr std::string_view punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

std::u32string characters(std::string_view text) {
  std::u32string result;
  for (std::size_t at = 0; at < text.size();) {
    const auto [character, length] = utf8::decode(text, at);
    result += character;
    at += length;
  }
  return result;
}

std::string stripped(const std::string& text) {
  return std::string(tokenizers::chat::stripped(text, tokenizers::chat::Ends::both));
}

// Of a text that may be empty, as Python's `in` has it.
bool is_in(std::string_view part, std::string_view text) {
  return text.find(part) != std::string_view::npos;
}

// Cut wherever the tokens so far are whole characters.
std::vector<Word> split_on_characters(const Tokenizer& tokenizer, const Ids& tokens) {
  const auto decode = [&](const Ids& ids) {
    return tokenizer.decode(ids, {.skip_special_tokens = false});
  };
  const auto all = characters(decode(tokens));
  std::vector<Word> words;
  Ids current;
  std::vector<std::size_t> places;
  std::size_t offset = 0;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    current.push_back(tokens[i]);
    places.push_back(i);
    auto text = decode(current);
    const auto decoded = characters(text);
    const auto broken = decoded.find(replacement);
    const bool whole = broken == std::u32string::npos || offset + broken >= all.size() ||
                       all[offset + broken] == replacement;
    if (!whole) continue;
    words.push_back({std::move(text), std::exchange(places, {})});
    current.clear();
    offset += decoded.size();
  }
  return words;
}

std::vector<Word> split_on_spaces(const Tokenizer& tokenizer, const Ids& tokens) {
  const auto eos = tokenizer.id_of(tokenizer.special_token("eos_token").value_or(""));
  std::vector<Word> words;
  for (auto& part : split_on_characters(tokenizer, tokens)) {
    const bool special = eos && tokens[part.tokens.front()] >= *eos;
    const bool begins = special || part.text.starts_with(' ') ||
                        is_in(stripped(part.text), punctuation) || words.empty();
    if (begins) {
      words.push_back(std::move(part));
    } else {
      words.back().text += part.text;
      words.back().tokens.insert(words.back().tokens.end(), part.tokens.begin(), part.tokens.end());
    }
  }
  return words;
}

// `from` becomes the beginning, or the end, of `to`.
void merge_before(Word& from, Word& to) {
  to.text = std::move(from.text) + to.text;
  from.tokens.insert(from.tokens.end(), to.tokens.begin(), to.tokens.end());
  to.tokens = std::move(from.tokens);
  from = {};
}
void merge_after(Word& from, Word& to) {
  to.text += from.text;
  to.tokens.insert(to.tokens.end(), from.tokens.begin(), from.tokens.end());
  from = {};
}

void merge_punctuation(std::vector<Word>& words) {
  for (std::size_t i = words.size(), j = words.size(); i-- > 0;) {
    if (j < words.size() && words[i].text.starts_with(' ') &&
        is_in(stripped(words[i].text), prepended))
      merge_before(words[i], words[j]);
    else
      j = i;
  }
  for (std::size_t i = 0, j = 1; j < words.size(); ++j) {
    if (!words[i].text.ends_with(' ') && is_in(words[j].text, appended))
      merge_after(words[j], words[i]);
    else
      i = j;
  }
  std::erase_if(words, [](const Word& word) { return word.text.empty(); });
}

std::string language_of(const Tokenizer& tokenizer, const std::optional<std::string>& language) {
  if (language) return *language;
  const auto* own = tokenizer.config().if_contains("language");
  return own != nullptr && own->is_string() ? std::string(own->get_string()) : "english";
}

}  // namespace

std::vector<Word> words_of(const Tokenizer& tokenizer, const Ids& tokens,
                           const std::optional<std::string>& language) {
  constexpr std::array without_spaces = {"chinese", "japanese", "thai",
                                         "lao",     "myanmar",  "cantonese"};
  const bool spaces =
      std::ranges::find(without_spaces, language_of(tokenizer, language)) == without_spaces.end();
  auto words = spaces ? split_on_spaces(tokenizer, tokens) : split_on_characters(tokenizer, tokens);
  merge_punctuation(words);
  return words;
}

}  // namespace hfi::tasks::whisper

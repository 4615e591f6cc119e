#include "tasks/text/token_classification/aggregation.h"

#include <algorithm>
#include <numeric>

#include "core/utf8.h"
#include "tensor/math.h"

namespace hfi::tasks {
namespace {

struct Token {
  std::string word;
  std::vector<float> scores;
  std::size_t start;
  std::size_t end;
  std::size_t index;
  bool is_subword;
};

std::size_t best_of(const std::vector<float>& scores) {
  return static_cast<std::size_t>(std::ranges::max_element(scores) - scores.begin());
}

bool continues_a_word(const Token& token, std::string_view word_in_text, const std::string& prefix,
                      const CharacterIndex& text) {
  if (!prefix.empty()) return count_characters(token.word) != count_characters(word_in_text);
  // the reference's rule for tokenizers that do not mark pieces inside words
  return token.start > 0 &&
         text.slice(token.start - 1, token.start + 1).find(' ') == std::string_view::npos;
}

std::vector<Token> tokens_of(const TokenScores& scores, const Vocabulary& vocabulary) {
  const CharacterIndex text(vocabulary.text);
  const auto prefix = vocabulary.tokenizer.continuing_subword_prefix();
  const auto unknown_token = vocabulary.tokenizer.special_token("unk_token");
  const auto& encoding = scores.encoding;
  const auto num_labels = static_cast<std::size_t>(scores.logits.shape().back());

  std::vector<Token> tokens;
  for (std::size_t i = 0; i < encoding.ids.size(); ++i) {
    if (encoding.special_tokens_mask[i] != 0) continue;
    const auto [start, end] = encoding.offsets[i];
    Token token{
        .word = encoding.tokens[i],
        .scores = softmax(scores.logits.values<float>().subspan(i * num_labels, num_labels)),
        .start = start,
        .end = end,
        .index = i,
        .is_subword = false};
    const auto word_in_text = text.slice(start, end);
    token.is_subword = continues_a_word(token, word_in_text, prefix, text);
    if (unknown_token == token.word) {
      token.word = std::string(word_in_text);
      token.is_subword = false;
    }
    tokens.push_back(std::move(token));
  }
  return tokens;
}

Entity entity_of(const Token& token, const std::vector<std::string>& labels) {
  const auto best = best_of(token.scores);
  return {labels[best], token.scores[best], token.word, token.start, token.end, token.index};
}

std::vector<float> average(std::span<const Token> tokens) {
  std::vector<float> mean(tokens.front().scores.size());
  for (const auto& token : tokens)
    for (std::size_t i = 0; i < mean.size(); ++i) mean[i] += token.scores[i];
  for (float& score : mean) score /= static_cast<float>(tokens.size());
  return mean;
}

std::vector<float> word_scores(std::span<const Token> tokens, std::string_view strategy) {
  if (strategy == "first") return tokens.front().scores;
  if (strategy == "average") return average(tokens);
  return std::ranges::max_element(tokens, {},
                                  [](const Token& t) { return std::ranges::max(t.scores); })
      ->scores;
}

std::vector<Entity> words_of(const std::vector<Token>& tokens, const Vocabulary& vocabulary,
                             std::string_view strategy) {
  std::vector<Entity> words;
  for (std::size_t from = 0, to = 0; from < tokens.size(); from = to) {
    to = from + 1;
    while (to < tokens.size() && tokens[to].is_subword) ++to;
    const auto pieces = std::span(tokens).subspan(from, to - from);
    std::vector<std::string> texts;
    for (const auto& piece : pieces) texts.push_back(piece.word);
    const auto scores = word_scores(pieces, strategy);
    const auto best = best_of(scores);
    words.push_back({vocabulary.labels[best], scores[best],
                     vocabulary.tokenizer.tokens_to_string(texts), pieces.front().start,
                     pieces.back().end, 0});
  }
  return words;
}

struct Tag {
  bool begins;
  std::string_view name;
};

// "B-PER" begins an entity, "I-PER" and plain "PER" continue one.
Tag tag_of(std::string_view label) {
  if (label.starts_with("B-")) return {true, label.substr(2)};
  return {false, label.starts_with("I-") ? label.substr(2) : label};
}

Entity group_of(std::span<const Entity> entities, const Vocabulary& vocabulary) {
  const auto& label = entities.front().label;
  std::vector<std::string> words;
  float sum = 0;
  for (const auto& entity : entities) {
    words.push_back(entity.word);
    sum += entity.score;
  }
  return {label.substr(label.find('-') + 1),
          sum / static_cast<float>(entities.size()),
          vocabulary.tokenizer.tokens_to_string(words),
          entities.front().start,
          entities.back().end,
          0};
}

std::vector<Entity> groups_of(const std::vector<Entity>& entities, const Vocabulary& vocabulary) {
  std::vector<Entity> groups;
  for (std::size_t from = 0, to = 0; from < entities.size(); from = to) {
    to = from + 1;
    const auto continues = [&](const Entity& entity) {
      const auto tag = tag_of(entity.label);
      return !tag.begins && tag.name == tag_of(entities[to - 1].label).name;
    };
    while (to < entities.size() && continues(entities[to])) ++to;
    groups.push_back(group_of(std::span(entities).subspan(from, to - from), vocabulary));
  }
  return groups;
}

}  // namespace

std::vector<Entity> aggregate(const TokenScores& scores, const Vocabulary& vocabulary,
                              std::string_view strategy) {
  const auto tokens = tokens_of(scores, vocabulary);
  if (strategy != "none" && strategy != "simple")
    return groups_of(words_of(tokens, vocabulary, strategy), vocabulary);
  std::vector<Entity> entities;
  for (const auto& token : tokens) entities.push_back(entity_of(token, vocabulary.labels));
  return strategy == "none" ? entities : groups_of(entities, vocabulary);
}

std::vector<Entity> without_overlaps(std::vector<Entity> entities) {
  std::ranges::stable_sort(entities, {}, &Entity::start);
  std::vector<Entity> kept;
  for (auto& entity : entities) {
    if (kept.empty() || entity.start < kept.back().start || entity.start >= kept.back().end) {
      kept.push_back(std::move(entity));
      continue;
    }
    const auto length = entity.end - entity.start;
    const auto previous = kept.back().end - kept.back().start;
    if (length > previous || (length == previous && entity.score > kept.back().score))
      kept.back() = std::move(entity);
  }
  return kept;
}

}  // namespace hfi::tasks

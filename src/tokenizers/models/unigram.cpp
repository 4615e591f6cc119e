// Unigram: the cut into tokens with the highest sum of scores (Viterbi), as SentencePiece's EncodeOptimized finds it.

#include <algorithm>
#include <limits>

#include "tokenizers/models/byte_tokens.h"
#include "tokenizers/models/catalog.h"
#include "tokenizers/models/each_piece.h"
#include "tokenizers/models/trie.h"
#include "tokenizers/models/vocabulary.h"
#include "tokenizers/text/utf8.h"

namespace hfi::tokenizers::models {
namespace {

constexpr double unknown_penalty = 10.0;

class Unigram final : public Model {
 public:
  Unigram(Vocabulary vocabulary, std::vector<double> scores, std::optional<std::int32_t> unknown)
      : vocabulary_(std::move(vocabulary)), scores_(std::move(scores)), unknown_(unknown) {
    std::vector<Trie::Key> keys;
    vocabulary_.for_each([&](std::string_view token, std::int32_t id) {
      if (!token.empty()) keys.push_back({token, id});
    });
    trie_ = Trie::build(std::move(keys));
    unknown_score_ = std::numeric_limits<double>::infinity();
    for (const double score : scores_) unknown_score_ = std::min(unknown_score_, score);
    unknown_score_ -= unknown_penalty;
  }

  void use_byte_fallback() { bytes_ = ByteTokens::of(vocabulary_); }

  Result<void> tokenize(const Pieces& pieces, std::vector<ModelToken>& tokens) const override {
    std::vector<Node> lattice;
    std::vector<Cut> cuts;
    CachedWords words(owner_);
    const auto best = [&](std::uint32_t piece, std::uint32_t begin,
                          std::string_view word) -> Result<void> {
      TRY(find_best(word, lattice));
      read_back(word, lattice, cuts);
      for (auto cut = cuts.rbegin(); cut != cuts.rend(); ++cut)
        append(
            *cut, word,
            {.id = cut->id, .begin = begin + cut->begin, .end = begin + cut->end, .piece = piece},
            tokens);
      return {};
    };
    return each_piece(pieces, tokens,
                      [&](std::uint32_t piece, std::uint32_t begin, std::string_view word) {
                        return words.append(piece, begin, word, tokens, best);
                      });
  }

  [[nodiscard]] std::optional<std::int32_t> id_of(std::string_view token) const override {
    return vocabulary_.id_of(token);
  }
  [[nodiscard]] std::optional<std::string_view> token_of(std::int32_t id) const override {
    return vocabulary_.token_of(id);
  }
  [[nodiscard]] std::size_t size() const override { return vocabulary_.size(); }
  [[nodiscard]] std::optional<std::int32_t> shown_as_text() const override { return unknown_; }

 private:
  // The best way to reach a byte: the token that ends there, and where it starts.
  struct Node {
    double score;
    std::uint32_t begin;
    std::int32_t id;
  };
  static constexpr std::uint32_t unreached = 0xFFFFFFFF;

  // A token of the best way, bytes [begin, end) of the word.
  struct Cut {
    std::uint32_t begin;
    std::uint32_t end;
    std::int32_t id;
  };

  static void offer(Node& node, double score, std::uint32_t begin, std::int32_t id) {
    if (node.begin == unreached || score > node.score) node = {score, begin, id};
  }

  Result<void> find_best(std::string_view word, std::vector<Node>& lattice) const {
    lattice.assign(word.size() + 1, {0.0, unreached, 0});
    for (std::size_t at = 0; at < word.size();) {
      const auto character = utf8::length(word[at]);
      const auto score = lattice[at].score;
      const auto begin = static_cast<std::uint32_t>(at);
      bool has_character = false;
      auto node = Trie::root;
      for (auto end = at; end < word.size();) {
        node = trie_.step(node, word[end++]);
        if (node == Trie::none) break;
        const auto id = trie_.value(node);
        if (id == Trie::no_value) continue;
        offer(lattice[end], scores_[static_cast<std::size_t>(id)] + score, begin, id);
        has_character = has_character || end - at == character;
      }
      if (!has_character) {
        if (!unknown_)
          return fail(ErrorCode::invalid_input,
                      "\"" + std::string(word.substr(at, character)) +
                          "\" is not in the vocabulary, and the model has no unk_id");
        offer(lattice[at + character], unknown_score_ + score, begin, *unknown_);
      }
      at += character;
    }
    return {};
  }

  // The tokens of the best way, last first. Unknown characters side by side are one.
  void read_back(std::string_view word, const std::vector<Node>& lattice,
                 std::vector<Cut>& cuts) const {
    cuts.clear();
    for (auto end = static_cast<std::uint32_t>(word.size()); end > 0;) {
      const auto& node = lattice[end];
      if (node.id == unknown_ && !cuts.empty() && cuts.back().id == unknown_)
        cuts.back().begin = node.begin;
      else
        cuts.push_back({node.begin, end, node.id});
      end = node.begin;
    }
  }

  // A run of unknown characters may be a token by coincidence, or be spelt in bytes.
  void append(const Cut& cut, std::string_view word, ModelToken token,
              std::vector<ModelToken>& tokens) const {
    if (cut.id == unknown_) {
      const auto text = word.substr(cut.begin, cut.end - cut.begin);
      if (const auto id = vocabulary_.id_of(text)) {
        token.id = *id;
      } else if (bytes_ && bytes_->has_all(text)) {
        for (const char byte : text) {
          token.id = bytes_->id_of(byte);
          tokens.push_back(token);
        }
        return;
      }
    }
    tokens.push_back(token);
  }

  Vocabulary vocabulary_;
  std::vector<double> scores_;
  std::optional<std::int32_t> unknown_;
  std::optional<ByteTokens> bytes_{};
  double unknown_score_;
  Trie trie_{};
  std::uint32_t owner_ = WordCache::next_owner();
};

Result<std::pair<std::string_view, double>> read_entry(const Component& model,
                                                       const json::Value& value) {
  const auto* entry = value.if_array();
  if (entry != nullptr && entry->size() == 2 && (*entry)[0].is_string() && (*entry)[1].is_number())
    return std::pair{std::string_view((*entry)[0].get_string()), (*entry)[1].to_number<double>()};
  return model.invalid("vocab", "expected [token, score], got " + json::dump(value));
}

}  // namespace

Read unigram(const Component& component, Input) {
  const auto& entries = *TRY(component.array("vocab"));
  if (entries.size() > static_cast<std::size_t>(max_id))
    return component.invalid("vocab", "too many entries");
  std::vector<std::string_view> tokens;
  std::vector<double> scores;
  for (const auto& value : entries) {
    const auto [token, score] = TRY(read_entry(component, value));
    tokens.push_back(token);
    scores.push_back(score);
  }
  std::optional<std::int32_t> unknown;
  if (component.find("unk_id") != nullptr) {
    unknown = static_cast<std::int32_t>(TRY(component.count("unk_id")));
    if (static_cast<std::size_t>(*unknown) >= tokens.size())
      return component.invalid("unk_id", "outside of the vocabulary: " + std::to_string(*unknown));
  }
  auto model = std::make_unique<Unigram>(Vocabulary::of(tokens), std::move(scores), unknown);
  if (TRY(component.flag("byte_fallback", false))) model->use_byte_fallback();
  return model;
}

}  // namespace hfi::tokenizers::models

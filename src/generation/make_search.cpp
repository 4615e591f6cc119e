#include "generation/make_search.h"

#include <algorithm>
#include <cmath>

#include "generation/beam_search.h"
#include "generation/logits_processors.h"
#include "generation/sampling.h"

namespace hfi::generation {
namespace {

Result<void> check_scores(ScoreView scores) {
  const bool invalid = std::ranges::any_of(scores, [](float score) { return std::isnan(score); });
  if (invalid) return fail(ErrorCode::inference_failed, "the model's logits are not numbers");
  return {};
}

Random random_of(const GenerationConfig& config) {
  return config.seed ? Random(*config.seed) : Random::unpredictable();
}

Tokens without_prompt(const Tokens& sequence, std::size_t prompt_length) {
  return {sequence.begin() + static_cast<std::ptrdiff_t>(prompt_length), sequence.end()};
}

// What all searches need.
struct Rules {
  std::vector<LogitsProcessor> processors;
  StopCriteria stop;
  Random random;
  std::shared_ptr<double> score;

  void process(TokenView tokens, Scores scores) const {
    for (const auto& processor : processors) processor(tokens, scores);
  }
};

// Greedy search, or sampling.
class SingleSearch : public Search {
 public:
  SingleSearch(Rules rules, Tokens prompt, const GenerationConfig& config)
      : rules_(std::move(rules)),
        sequence_(std::move(prompt)),
        do_sample_(config.do_sample),
        temperature_(do_sample_ ? config.temperature : 1) {}

  [[nodiscard]] std::size_t rows() const override { return 1; }

  Result<std::optional<Step>> advance(Scores logits) override {
    TRY(check_scores(logits));
    rules_.process(sequence_, logits);
    const auto index = do_sample_ ? sample(logits, rules_.random) : argmax(logits);
    if (rules_.score) add_to_score(logits, index);
    const auto token = static_cast<TokenId>(index);
    sequence_.push_back(token);
    tokens_.push_back(token);
    reason_ = rules_.stop(sequence_);
    if (reason_) return std::nullopt;
    return Step{.tokens = {token}, .parents = {0}};
  }

  [[nodiscard]] std::size_t max_length() const override { return rules_.stop.max_length(); }
  [[nodiscard]] const Tokens& tokens() const override { return tokens_; }
  [[nodiscard]] std::optional<FinishReason> finished() const override { return reason_; }

 private:
  void add_to_score(Scores logits, std::size_t index) {
    for (auto& logit : logits) logit *= static_cast<float>(temperature_);
    sum_ += static_cast<double>(logits[index]) - log_sum_exp(logits);
    *rules_.score = sum_ / static_cast<double>(tokens_.size() + 1);
  }

  Rules rules_;
  Tokens sequence_;
  bool do_sample_;
  double temperature_;
  double sum_ = 0;  // of log-probabilities
  Tokens tokens_{};
  std::optional<FinishReason> reason_{};
};

class MultipleSearch : public Search {
 public:
  MultipleSearch(Rules rules, BeamSearch beams)
      : rules_(std::move(rules)),
        beams_(std::move(beams)),
        prompt_length_(beams_.running().front().size()) {}

  [[nodiscard]] std::size_t rows() const override { return beams_.running().size(); }

  Result<std::optional<Step>> advance(Scores logits) override {
    TRY(check_scores(logits));
    const auto vocabulary = logits.size() / rows();
    for (std::size_t row = 0; row < rows(); ++row) {
      const auto scores = logits.subspan(row * vocabulary, vocabulary);
      log_softmax(scores);
      rules_.process(beams_.running()[row], scores);
    }
    auto parents = TRY(beams_.advance(logits, rules_.stop, rules_.random));
    if (beams_.finished()) return finish();
    Step step{.tokens = {}, .parents = std::move(parents)};
    for (const auto& sequence : beams_.running()) step.tokens.push_back(sequence.back());
    return step;
  }

  [[nodiscard]] std::size_t max_length() const override { return rules_.stop.max_length(); }
  [[nodiscard]] const Tokens& tokens() const override { return tokens_; }
  [[nodiscard]] std::optional<FinishReason> finished() const override { return reason_; }

 private:
  std::optional<Step> finish() {
    tokens_ = without_prompt(beams_.best(), prompt_length_);
    if (rules_.score) *rules_.score = beams_.best_score();
    reason_ = rules_.stop(beams_.best()).value_or(FinishReason::length);
    return std::nullopt;
  }

  Rules rules_;
  BeamSearch beams_;
  std::size_t prompt_length_;
  Tokens tokens_{};
  std::optional<FinishReason> reason_{};
};

}  // namespace

Result<std::unique_ptr<Search>> make_search(const GenerationConfig& config, SearchInput input) {
  const auto lengths = TRY(lengths_of(config, input.prompt.size(), input.max_position_embeddings));
  // the last token is not fed, so one more than can be fed can be there
  const auto room =
      input.capacity ? std::min(lengths.max_length, *input.capacity + 1) : lengths.max_length;
  StopStrings stop_strings(config.stop_strings, std::move(input.token_text));
  auto processors =
      TRY(logits_processors(config, {.lengths = lengths,
                                     .prompt_length = input.prompt.size(),
                                     .encoder_tokens = std::move(input.encoder_tokens),
                                     .vocabulary = input.vocabulary}));
  const bool scored = input.score != nullptr;
  Rules rules{std::move(processors),
              StopCriteria(config.eos_token_id, room, std::move(stop_strings)), random_of(config),
              std::move(input.score)};
  std::unique_ptr<Search> search;
  if (config.num_beams == 1)
    search = std::make_unique<SingleSearch>(std::move(rules), std::move(input.prompt), config);
  else
    search = std::make_unique<MultipleSearch>(
        std::move(rules), BeamSearch(config, lengths, std::move(input.prompt), scored));
  return search;
}

}  // namespace hfi::generation

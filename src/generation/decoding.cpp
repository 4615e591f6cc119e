#include "generation/decoding.h"

#include <algorithm>
#include <cmath>

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

}  // namespace

Decoding::Decoding(const GenerationConfig& config, const Prompt& prompt, const Lengths& lengths,
                   StopCriteria stop)
    : do_sample_(config.do_sample),
      stop_(std::move(stop)),
      random_(random_of(config)),
      running_{prompt.tokens},
      prompt_length_(prompt.tokens.size()),
      prompt_tokens_(prompt.encoder_tokens.empty() ? prompt_length_
                                                   : prompt.encoder_tokens.size()) {
  if (config.num_beams > 1) beams_.emplace(config, lengths, prompt.tokens);
}

Result<Decoding> Decoding::start(const GenerationConfig& config, const Prompt& prompt,
                                 ModelFacts facts) {
  const auto lengths = TRY(lengths_of(config, prompt.tokens.size(), facts.max_position_embeddings));
  // the last token is not fed, so one more than can be fed can be there
  const auto room =
      facts.capacity ? std::min(lengths.max_length, *facts.capacity + 1) : lengths.max_length;
  StopStrings stop_strings(config.stop_strings, std::move(facts.token_text));
  Decoding decoding(config, prompt, lengths,
                    StopCriteria(config.eos_token_id, room, std::move(stop_strings)));
  decoding.processors_ = TRY(logits_processors(config, {.lengths = lengths,
                                                        .prompt_length = prompt.tokens.size(),
                                                        .encoder_tokens = prompt.encoder_tokens,
                                                        .vocabulary = facts.vocabulary}));
  return decoding;
}

void Decoding::process(Scores scores) {
  const auto vocabulary = scores.size() / running_.size();
  for (std::size_t row = 0; row < running_.size(); ++row)
    for (const auto& processor : processors_)
      processor(running_[row], scores.subspan(row * vocabulary, vocabulary));
}

Result<Step> Decoding::advance(Scores logits) {
  TRY(check_scores(logits));
  return beams_ ? advance_beams(logits) : advance_single(logits);
}

Result<Step> Decoding::advance_single(Scores logits) {
  process(logits);
  const auto token = static_cast<TokenId>(do_sample_ ? sample(logits, random_) : argmax(logits));
  running_.front().push_back(token);
  finish_reason_ = stop_(running_.front());
  return Step{.parents = {0}, .final_tokens = {token}};
}

// All beams begin with the prompt, whose scores are asked for once.
Result<Step> Decoding::advance_beams(Scores logits) {
  const auto vocabulary = logits.size() / running_.size();
  std::vector<float> scores(logits.begin(), logits.end());
  const auto& sequences = beams_->running();
  const bool first = running_.size() < sequences.size();
  for (std::size_t row = 1; first && row < sequences.size(); ++row)
    scores.insert(scores.end(), logits.begin(), logits.end());
  running_ = sequences;
  for (std::size_t row = 0; row < running_.size(); ++row)
    log_softmax(Scores(scores).subspan(row * vocabulary, vocabulary));
  process(scores);
  auto parents = TRY(beams_->advance(scores, stop_, random_));
  running_ = beams_->running();
  if (first) std::ranges::fill(parents, std::size_t{0});
  return beams_->finished() ? finish_beams(std::move(parents))
                            : Step{.parents = std::move(parents), .final_tokens = {}};
}

Step Decoding::finish_beams(std::vector<std::size_t> parents) {
  running_ = {beams_->best()};
  finish_reason_ = stop_(running_.front()).value_or(FinishReason::length);
  return {.parents = std::move(parents), .final_tokens = outcome().tokens};
}

Outcome Decoding::outcome() const {
  const auto& sequence = running_.front();
  return {.tokens = Tokens(sequence.begin() + static_cast<std::ptrdiff_t>(prompt_length_),
                           sequence.end()),
          .finish_reason = *finish_reason_,
          .prompt_tokens = prompt_tokens_};
}

}  // namespace hfi::generation

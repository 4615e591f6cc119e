#include "generation/beam_search.h"

#include <algorithm>
#include <cmath>

#include "generation/sampling.h"

namespace hfi::generation {
namespace {

constexpr float impossible = -1e9F;

}  // namespace

// Of equal beams the first alone counts at the beginning. Enough candidates are looked at that every beam can go on, even if
// the best of them all end.
BeamSearch::BeamSearch(const GenerationConfig& config, const Lengths& lengths, Tokens prompt,
                       bool likelihoods)
    : num_beams_(config.num_beams),
      candidates_(std::max<std::size_t>(2, 1 + config.eos_token_id.size()) * config.num_beams),
      do_sample_(config.do_sample),
      likelihoods_(likelihoods),
      length_penalty_(config.length_penalty),
      early_stopping_(config.early_stopping),
      max_length_(lengths.max_length),
      prompt_length_(prompt.size()),
      running_(num_beams_, prompt),
      running_scores_(num_beams_, impossible),
      running_likelihoods_(num_beams_, 0),
      ended_(num_beams_, {std::move(prompt), impossible, 0, false}) {
  running_scores_.front() = 0;
}

float BeamSearch::normalised(float score, std::size_t new_tokens) const {
  return score / static_cast<float>(std::pow(static_cast<double>(new_tokens), length_penalty_));
}

double BeamSearch::best_score() const {
  const auto& best = ended_.front();
  return best.likelihood / static_cast<double>(best.tokens.size() - prompt_length_);
}

bool BeamSearch::all_ended() const { return std::ranges::all_of(ended_, &Ended::real); }

Result<std::vector<BeamSearch::Candidate>> BeamSearch::continuations(Scores scores,
                                                                     StopCriteria& stop,
                                                                     Random& random) const {
  const auto vocabulary = scores.size() / num_beams_;
  std::vector<double> likelihoods(num_beams_, 0);  // of a sequence with a token whose score is 0
  for (std::size_t row = 0; row < num_beams_ && likelihoods_; ++row)
    likelihoods[row] = running_likelihoods_[row] - static_cast<double>(running_scores_[row]) -
                       log_sum_exp(scores.subspan(row * vocabulary, vocabulary));
  for (std::size_t i = 0; i < scores.size(); ++i) scores[i] += running_scores_[i / vocabulary];
  const auto indices = do_sample_ ? sample_without_replacement(scores, candidates_, random)
                                  : largest(scores, candidates_);
  if (indices.size() < num_beams_)
    return fail(ErrorCode::inference_failed,
                "fewer tokens are left to sample from than there are beams");
  std::vector<Candidate> candidates;
  for (const auto index : indices) {
    auto tokens = running_[index / vocabulary];
    tokens.push_back(static_cast<TokenId>(index % vocabulary));
    const bool stopped = stop(tokens).has_value();
    const auto likelihood = likelihoods[index / vocabulary] + static_cast<double>(scores[index]);
    candidates.push_back(
        {std::move(tokens), index / vocabulary, scores[index], likelihood, stopped});
  }
  return candidates;
}

std::vector<std::size_t> BeamSearch::go_on(const std::vector<Candidate>& candidates) {
  std::vector<float> scores;
  for (const auto& candidate : candidates)
    scores.push_back(candidate.score + (candidate.stopped ? impossible : 0.0F));
  std::vector<std::size_t> parents;
  running_.clear();
  running_scores_.clear();
  running_likelihoods_.clear();
  for (const auto index : largest(scores, num_beams_)) {
    running_.push_back(candidates[index].tokens);
    running_scores_.push_back(scores[index]);
    running_likelihoods_.push_back(candidates[index].likelihood);
    parents.push_back(candidates[index].parent);
  }
  return parents;
}

// Only the best `num_beams` candidates may end; the others are there to go on with.
void BeamSearch::collect(const std::vector<Candidate>& candidates) {
  const bool closed = all_ended() && early_stopping_ == EarlyStopping::yes;
  auto merged = ended_;
  for (std::size_t rank = 0; rank < candidates.size(); ++rank) {
    const auto& [tokens, parent, score, likelihood, stopped] = candidates[rank];
    const bool ends = stopped && rank < num_beams_;
    auto value = normalised(score, tokens.size() - prompt_length_);
    if (closed) value += impossible;
    if (!improvable_) value += impossible;
    if (!ends) value += impossible;
    merged.push_back({tokens, value, likelihood, ends});
  }
  std::vector<float> scores;
  for (const auto& sequence : merged) scores.push_back(sequence.score);
  ended_.clear();
  for (const auto index : largest(scores, num_beams_)) ended_.push_back(std::move(merged[index]));
}

bool BeamSearch::can_improve() const {
  const auto length = running_.front().size();
  const bool at_most = early_stopping_ == EarlyStopping::never && length_penalty_ > 0;
  const auto best_length = (at_most ? max_length_ : length) - prompt_length_;
  const auto best = normalised(running_scores_.front(), best_length);
  const auto worst = std::ranges::min_element(ended_, {}, &Ended::score)->score;
  return std::ranges::any_of(
      ended_, [&](const Ended& sequence) { return best > (sequence.real ? worst : impossible); });
}

Result<std::vector<std::size_t>> BeamSearch::advance(Scores log_probabilities, StopCriteria& stop,
                                                     Random& random) {
  const auto candidates = TRY(continuations(log_probabilities, stop, random));
  auto parents = go_on(candidates);
  collect(candidates);
  improvable_ = improvable_ && can_improve();
  const bool stuck = std::ranges::all_of(candidates, &Candidate::stopped);
  finished_ = !improvable_ || stuck || (all_ended() && early_stopping_ == EarlyStopping::yes);
  return parents;
}

}  // namespace hfi::generation

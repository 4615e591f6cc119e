#pragma once
// Beam search over one prompt: scores in, sequences out.
// Reference: transformers, generation/utils.py, _beam_search. Scores are float32 and "impossible" is -1e9, as there, so that
// ties and roundings fall alike.

#include "generation/generation_config.h"
#include "generation/random.h"
#include "generation/stop_criteria.h"

namespace hfi::generation {

class BeamSearch {
 public:
  // `likelihoods`: whether best_score is asked for.
  BeamSearch(const GenerationConfig& config, const Lengths& lengths, Tokens prompt,
             bool likelihoods);

  // The sequences to go on with, best first: `num_beams`, prompt included.
  [[nodiscard]] const std::vector<Tokens>& running() const { return running_; }

  // `log_probabilities` [num_beams, vocabulary] after all processors; changed in place. Gives, for each sequence that now
  // runs, the index of the one it continues. Fails with inference_failed when there is nothing to go on with.
  Result<std::vector<std::size_t>> advance(Scores log_probabilities, StopCriteria& stop,
                                           Random& random);

  [[nodiscard]] bool finished() const { return finished_; }
  // The best finished sequence. REQUIRES: finished()
  [[nodiscard]] const Tokens& best() const { return ended_.front().tokens; }
  // The mean log-probability of its new tokens, where they are looked at. REQUIRES: finished()
  [[nodiscard]] double best_score() const;

 private:
  struct Candidate {
    Tokens tokens;
    std::size_t parent;
    float score;
    double likelihood;
    bool stopped;
  };
  struct Ended {
    Tokens tokens;
    float score;
    double likelihood;
    bool real;
  };

  [[nodiscard]] Result<std::vector<Candidate>> continuations(Scores scores, StopCriteria& stop,
                                                             Random& random) const;
  std::vector<std::size_t> go_on(const std::vector<Candidate>& candidates);
  void collect(const std::vector<Candidate>& candidates);
  [[nodiscard]] bool can_improve() const;
  [[nodiscard]] bool all_ended() const;
  [[nodiscard]] float normalised(float score, std::size_t new_tokens) const;

  std::size_t num_beams_;
  std::size_t candidates_;
  bool do_sample_;
  bool likelihoods_;
  double length_penalty_;
  EarlyStopping early_stopping_;
  std::size_t max_length_;
  std::size_t prompt_length_;

  std::vector<Tokens> running_;
  std::vector<float> running_scores_;
  std::vector<double>
      running_likelihoods_;   // sums of log-probabilities, as the processors leave them
  std::vector<Ended> ended_;  // best first; not `real` where none was found yet
  bool improvable_ = true;
  bool finished_ = false;
};

}  // namespace hfi::generation

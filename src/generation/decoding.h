#pragma once
// One request on its way from a prompt to an answer: logits in, tokens out. Greedy decoding, sampling and beam search look
// alike from outside; whoever drives them feeds `running()` to a network and hands back what it says. No threads, no network.

#include "generation/beam_search.h"
#include "generation/logits_processors.h"

namespace hfi::generation {

struct Prompt {
  Tokens tokens;            // what the decoder begins with
  Tokens encoder_tokens{};  // what the encoder read; empty for a decoder alone
};

// What the model and its tokenizer say.
struct ModelFacts {
  std::size_t vocabulary;                                // extent of the logits
  std::optional<std::size_t> max_position_embeddings{};  // config.json's
  std::optional<std::size_t> capacity{};                 // the longest sequence that can be fed
  TokenText token_text{};                                // needed where there are stop strings
};

struct Step {
  std::vector<std::size_t> parents;  // of each running sequence: the index it had before
  Tokens final_tokens;  // that the answer now surely begins with, after those of earlier steps
};

struct Outcome {
  Tokens tokens;  // the answer's, without the prompt; its end of text, where there is one, included
  FinishReason finish_reason;
  std::size_t prompt_tokens;  // of the encoder where there is one
};

class Decoding {
 public:
  // Fails with input_too_long when the prompt leaves no room, and with model_invalid when the configuration does not fit the
  // vocabulary.
  static Result<Decoding> start(const GenerationConfig& config, const Prompt& prompt,
                                ModelFacts facts);

  // The sequences whose next token is asked for: the prompt alone at first, then one, or one per beam.
  [[nodiscard]] const std::vector<Tokens>& running() const { return running_; }

  // `logits` [running().size(), vocabulary] of the next token; changed in place. Fails with inference_failed when they are
  // not numbers.
  Result<Step> advance(Scores logits);

  [[nodiscard]] bool finished() const { return finish_reason_.has_value(); }
  // REQUIRES: finished()
  [[nodiscard]] Outcome outcome() const;

 private:
  Decoding(const GenerationConfig& config, const Prompt& prompt, const Lengths& lengths,
           StopCriteria stop);

  void process(Scores scores);
  Result<Step> advance_single(Scores logits);
  Result<Step> advance_beams(Scores logits);
  Step finish_beams(std::vector<std::size_t> parents);

  bool do_sample_;
  std::vector<LogitsProcessor> processors_{};
  StopCriteria stop_;
  Random random_;
  std::optional<BeamSearch> beams_{};
  std::vector<Tokens> running_;
  std::size_t prompt_length_;
  std::size_t prompt_tokens_;
  std::optional<FinishReason> finish_reason_{};
};

}  // namespace hfi::generation

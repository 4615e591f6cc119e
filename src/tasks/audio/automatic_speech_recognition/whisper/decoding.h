#pragma once
// What a Whisper writes of one window: chosen again, at higher temperatures, while it is not good enough.
// Reference: transformers, models/whisper/generation_whisper.py, generate_with_fallback; arXiv 2212.04356, section 4.5.

#include "generation/generate.h"
#include "generation/generation_config.h"
#include "tasks/audio/automatic_speech_recognition/whisper/orders.h"
#include "tasks/task.h"

namespace hfi::tasks::whisper {

// Bytes of the tokens, against those that zlib makes of them: text that repeats itself has a high one.
Result<double> compression_ratio(TokenView tokens, std::size_t vocabulary);

// Who hears, what is asked of it, and for whom.
struct Ear {
  const models::Model& model;
  const Settings& settings;
  const Orders& orders;
  const Context& context;
};

class Decoding {
 public:
  explicit Decoding(const Ear& ear);

  // The likeliest language after the first token.
  [[nodiscard]] Result<TokenId> language(const Tensors& encoder) const;

  struct Text {
    Tokens tokens{};       // with the token that ends them
    bool silence = false;  // nothing was said: the tokens are not to be used
    double temperature = 0;
  };

  // `prompt` is what was said before and the first tokens. `on_token` hears tokens as they are chosen, all at the end where
  // they might be chosen again.
  Result<Text> write(const Tensors& encoder, const Tokens& prompt,
                     const generation::OnToken& on_token);

 private:
  struct Attempt {
    Tokens tokens{};
    double score = 0;  // how likely it is
  };

  [[nodiscard]] bool may_repeat() const;
  [[nodiscard]] Result<void> check_length(const generation::GenerationConfig& config,
                                          std::size_t prompt) const;
  [[nodiscard]] Result<generation::Generated> generate(
      const Tensors& encoder, Tokens tokens, std::unique_ptr<generation::Search> search,
      const generation::OnToken& on_token, std::shared_ptr<generation::TokenClock> clock) const;
  Result<Attempt> attempt(const Tensors& encoder, const Tokens& prompt, double temperature,
                          const generation::OnToken& on_token);
  [[nodiscard]] Result<bool> is_good(const Attempt& attempt) const;
  [[nodiscard]] Result<double> no_speech(const Tensors& encoder, const Tokens& prompt) const;

  const models::Model* model_;
  const Settings* settings_;
  const Orders* orders_;
  const Context* context_;
  json::Object members_;
};

}  // namespace hfi::tasks::whisper

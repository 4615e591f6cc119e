#include "tasks/audio/automatic_speech_recognition/whisper/decoding.h"

#include <zlib.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "generation/make_search.h"
#include "generation/scores.h"

namespace hfi::tasks::whisper {
namespace {

// Reads what is likely to come next, and ends.
class Probe : public generation::Search {
 public:
  Probe(TokenId token, std::size_t max_length, std::shared_ptr<double> probability)
      : token_(token), max_length_(max_length), probability_(std::move(probability)) {}

  [[nodiscard]] std::size_t rows() const override { return 1; }
  [[nodiscard]] std::size_t max_length() const override { return max_length_; }
  Result<std::optional<generation::Step>> advance(std::span<float> logits) override {
    *probability_ = generation::probabilities(logits)[static_cast<std::size_t>(token_)];
    tokens_ = {token_};
    return std::nullopt;
  }
  [[nodiscard]] const Tokens& tokens() const override { return tokens_; }
  [[nodiscard]] std::optional<generation::FinishReason> finished() const override {
    if (tokens_.empty()) return std::nullopt;
    return generation::FinishReason::length;
  }

 private:
  TokenId token_;
  std::size_t max_length_;
  std::shared_ptr<double> probability_;
  Tokens tokens_{};
};

}  // namespace

Result<double> compression_ratio(TokenView tokens, std::size_t vocabulary) {
  const auto width = static_cast<int>(std::log2(static_cast<double>(vocabulary)) / 8) + 1;
  std::vector<Bytef> bytes;
  for (const auto token : tokens)
    for (int i = 0; i < width; ++i)
      bytes.push_back(static_cast<Bytef>(static_cast<std::uint32_t>(token) >> (8 * i) & 0xFFU));
  auto length = compressBound(bytes.size());
  std::vector<Bytef> compressed(length);
  if (compress(compressed.data(), &length, bytes.data(), bytes.size()) != Z_OK)
    return fail(ErrorCode::inference_failed, "the tokens cannot be compressed");
  return static_cast<double>(bytes.size()) / static_cast<double>(length);
}

Decoding::Decoding(const Ear& ear)
    : model_(&ear.model),
      settings_(&ear.settings),
      orders_(&ear.orders),
      context_(&ear.context),
      members_(ear.orders.decoding) {
  members_["return_timestamps"] = ear.orders.wanted.timestamps;
}

bool Decoding::may_repeat() const {
  const auto& [ratio, logprob, no_speech] = orders_->thresholds;
  return ratio || logprob || no_speech;
}

Result<void> Decoding::check_length(const generation::GenerationConfig& config,
                                    std::size_t prompt) const {
  const auto most = settings_->max_target_positions;
  if (config.max_new_tokens.value_or(0) + prompt <= most) return {};
  return fail(ErrorCode::invalid_option, "options.max_new_tokens: the model writes " +
                                             std::to_string(most) + " tokens at most, " +
                                             std::to_string(prompt) + " of which it begins with");
}

Result<generation::Generated> Decoding::generate(
    const Tensors& encoder, Tokens tokens, std::unique_ptr<generation::Search> search,
    const generation::OnToken& on_token, std::shared_ptr<generation::TokenClock> clock) const {
  const auto* generate = TRY(models::generate_of(*model_));
  return (*generate)({.input = {std::move(tokens), encoder},
                      .search = std::move(search),
                      .clock = std::move(clock)},
                     on_token, context_->stop);
}

Result<TokenId> Decoding::language(const Tensors& encoder) const {
  generation::GenerationConfig config;
  config.max_new_tokens = 1;
  std::set<TokenId> languages;
  for (const auto& [token, id] : settings_->lang_to_id) languages.insert(id);
  for (TokenId id = 0; std::cmp_less(id, settings_->vocabulary); ++id)
    if (!languages.contains(id)) config.suppress_tokens.push_back(id);
  const Tokens start{settings_->decoder_start};
  auto search =
      TRY(generation::make_search(config, {.prompt = start, .vocabulary = settings_->vocabulary}));
  const auto generated = TRY(generate(
      encoder, start, std::move(search), [](TokenId) {}, nullptr));
  return generated.tokens.front();
}

// Sampling takes one beam, and the windows after it keep that.
Result<Decoding::Attempt> Decoding::attempt(const Tensors& encoder, const Tokens& prompt,
                                            double temperature,
                                            const generation::OnToken& on_token) {
  const bool samples = temperature > 0;
  members_["do_sample"] = samples;
  members_["temperature"] = samples ? temperature : 1.0;
  if (samples) members_["num_beams"] = 1;
  const auto config = TRY(generation::read_generation_config(members_));
  TRY(check_length(config, prompt.size()));
  const auto score = std::make_shared<double>(0);
  generation::SearchInput input{.prompt = prompt,
                                .vocabulary = settings_->vocabulary,
                                .capacity = settings_->max_target_positions,
                                .score = orders_->thresholds.logprob ? score : nullptr};
  if (!config.stop_strings.empty())
    input.token_text = TRY(generation::token_text(*TRY(models::tokenizer_of(*model_))));
  auto search = TRY(generation::make_search(config, std::move(input)));
  auto generated = TRY(generate(encoder, prompt, std::move(search), on_token, context_->clock));
  return Attempt{std::move(generated.tokens), *score};
}

Result<bool> Decoding::is_good(const Attempt& attempt) const {
  const auto& [ratio, logprob, no_speech] = orders_->thresholds;
  if (ratio && TRY(compression_ratio(attempt.tokens, settings_->vocabulary)) > *ratio) return false;
  return !logprob || attempt.score >= *logprob;
}

// How likely "<|nospeech|>" is where the text begins. It stands before "<|notimestamps|>" in every vocabulary.
Result<double> Decoding::no_speech(const Tensors& encoder, const Tokens& prompt) const {
  const auto start = std::ranges::find(prompt, settings_->decoder_start);
  if (!settings_->no_timestamps || start == prompt.end())
    return fail(ErrorCode::model_invalid,
                "generation_config.json: no_speech_threshold needs no_timestamps_token_id");
  Tokens before(prompt.begin(), start + 1);
  const auto probability = std::make_shared<double>(0);
  auto probe =
      std::make_unique<Probe>(*settings_->no_timestamps - 1, before.size() + 1, probability);
  TRY(generate(
      encoder, std::move(before), std::move(probe), [](TokenId) {}, nullptr));
  return *probability;
}

Result<Decoding::Text> Decoding::write(const Tensors& encoder, const Tokens& prompt,
                                       const generation::OnToken& on_token) {
  const generation::OnToken nobody = [](TokenId) {};
  const auto& thresholds = orders_->thresholds;
  std::optional<double> silence;  // its probability, which no attempt changes
  Text text;
  for (const auto temperature : orders_->temperatures) {
    auto tried = TRY(attempt(encoder, prompt, temperature, may_repeat() ? nobody : on_token));
    const bool good = TRY(is_good(tried));
    const bool unlikely = thresholds.logprob && tried.score < *thresholds.logprob;
    if (thresholds.no_speech && unlikely && !silence) silence = TRY(no_speech(encoder, prompt));
    text = {std::move(tried.tokens), unlikely && silence > thresholds.no_speech, temperature};
    if (good || text.silence) break;
  }
  if (may_repeat() && !text.silence)
    for (const auto token : text.tokens) on_token(token);
  return text;
}

}  // namespace hfi::tasks::whisper

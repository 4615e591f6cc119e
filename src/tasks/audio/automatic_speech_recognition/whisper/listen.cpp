#include "tasks/audio/automatic_speech_recognition/whisper/listen.h"

#include <algorithm>
#include <utility>

#include "tasks/audio/automatic_speech_recognition/whisper/alignment.h"
#include "tasks/audio/automatic_speech_recognition/whisper/segments.h"

namespace hfi::tasks::whisper {
namespace {

constexpr double seconds_per_frame = 0.01;

class Listening {
 public:
  Listening(const Ear& ear, const Spectrogram& spectrogram)
      : model_(&ear.model),
        settings_(&ear.settings),
        orders_(&ear.orders),
        spectrogram_(&spectrogram),
        context_(&ear.context),
        frames_(static_cast<std::size_t>(spectrogram.features.dim(2))),
        decoding_(ear),
        previous_(ear.orders.prompt) {}

  Result<Heard> run(const Sink& sink) {
    auto encoder = TRY(encode());
    first_ =
        TRY(first_tokens(*settings_, orders_->wanted, [&] { return decoding_.language(encoder); }));
    TRY(check_first_tokens());
    heard_.language = language_in(*settings_, first_);
    while (true) {
      TRY(write(std::move(encoder), sink));
      if (seek_ >= frames_) return std::move(heard_);
      encoder = TRY(encode());
    }
  }

 private:
  [[nodiscard]] std::size_t window() const {
    return settings_->max_source_positions * frames_per_time;
  }

  Result<void> check_first_tokens() const {
    for (const auto token : first_)
      if (static_cast<std::size_t>(token) >= settings_->vocabulary)
        return fail(ErrorCode::model_invalid, "generation_config.json: the token " +
                                                  std::to_string(token) +
                                                  " is outside the vocabulary");
    return {};
  }

  // The window that begins at seek_, filled up with zeros.
  [[nodiscard]] Tensor window_features() const {
    const auto& features = spectrogram_->features;
    const auto bands = static_cast<std::size_t>(features.dim(1));
    Tensor input(DType::f32, {1, features.dim(1), static_cast<std::int64_t>(window())});
    const auto to = input.mutable_values<float>();
    std::ranges::fill(to, 0.0F);
    const auto count = std::min(frames_ - seek_, window());
    for (std::size_t band = 0; band < bands; ++band)
      std::ranges::copy(features.values<float>().subspan(band * frames_ + seek_, count),
                        to.subspan(band * window()).begin());
    return input;
  }

  Result<Tensors> encode() const {
    const auto network = model_->networks.find("encoder");
    if (network == model_->networks.end())
      return fail(ErrorCode::model_unsupported,
                  model_->repository.id + ": the model has no encoder");
    Tensors item;
    item.emplace("input_features", window_features());
    auto outputs = TRY(network->second.forward({std::move(item)}, context_->stop)).front();
    if (const auto hidden = outputs.find("last_hidden_state"); hidden != outputs.end())
      outputs.emplace("encoder_hidden_states", hidden->second);
    return outputs;
  }

  // What was said before, where the model is to know it, and the first tokens. What was drawn by chance is not to be relied on.
  [[nodiscard]] Tokens prompt() const {
    const bool conditions = orders_->condition_on_prev_tokens && is_sober_;
    TokenView before = conditions ? previous_ : orders_->prompt;
    if (before.empty()) return first_;
    const auto most = settings_->max_target_positions / 2 - 1;
    if (conditions && before.size() > most) before = before.last(most);
    Tokens prompt;
    if (settings_->start_of_previous) prompt.push_back(*settings_->start_of_previous);
    prompt.insert(prompt.end(), before.begin(), before.end());
    prompt.insert(prompt.end(), first_.begin(), first_.end());
    return prompt;
  }

  [[nodiscard]] std::size_t frames_left() const { return std::min(frames_ - seek_, window()); }

  Result<void> write(Tensors encoder, const Sink& sink) {
    auto begins = prompt();
    Certain certain(*settings_, sink);
    auto text = TRY(decoding_.write(encoder, begins, [&](TokenId token) { certain.push(token); }));
    is_sober_ = text.temperature < 0.5;
    if (text.silence) {
      seek_ += frames_left();
      return {};
    }
    const Written written{.encoder = std::move(encoder),
                          .prompt = std::move(begins),
                          .tokens = std::move(text.tokens),
                          .frames = static_cast<std::int64_t>(spectrogram_->sounded) -
                                    static_cast<std::int64_t>(seek_)};
    return take(written, certain);
  }

  Result<void> take(const Written& written, Certain& certain) {
    TokenView tokens(written.tokens);
    if (!tokens.empty() && tokens.back() == settings_->eos)
      tokens = tokens.first(tokens.size() - 1);
    const auto segments =
        segments_of(tokens, settings_->timestamp_begin(), frames_left(), frames_per_time);
    const auto kept = segments.parts.back().to;
    certain.pass(kept);
    if (orders_->times_of_tokens) {
      const auto times = TRY(token_times(*model_, *settings_, written, context_->stop));
      const auto offset = static_cast<float>(static_cast<double>(seek_) * seconds_per_frame);
      for (std::size_t i = 0; i < kept; ++i) heard_.times.push_back(times[i] + offset);
    }
    for (const auto& [from, to] : segments.parts) remember(tokens.subspan(from, to - from));
    seek_ += segments.frames;
    return {};
  }

  void remember(TokenView segment) {
    heard_.tokens.insert(heard_.tokens.end(), segment.begin(), segment.end());
    // the second of two times at the end belongs to what comes next
    const auto size = segment.size();
    if (size > 2 && segment[size - 2] >= settings_->timestamp_begin())
      segment = segment.first(size - 1);
    previous_.insert(previous_.end(), segment.begin(), segment.end());
  }

  const models::Model* model_;
  const Settings* settings_;
  const Orders* orders_;
  const Spectrogram* spectrogram_;
  const Context* context_;
  std::size_t frames_;
  Decoding decoding_;

  Tokens first_{};
  Tokens previous_;
  bool is_sober_ = true;  // nothing of the window before was drawn at a high temperature
  Heard heard_{};
  std::size_t seek_ = 0;
};

}  // namespace

Result<Heard> listen(const Ear& ear, const Spectrogram& spectrogram, const Sink& sink) {
  return Listening(ear, spectrogram).run(sink);
}

}  // namespace hfi::tasks::whisper

#include "tasks/audio/automatic_speech_recognition/ctc.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "tasks/audio/automatic_speech_recognition/ctc_pieces.h"
#include "tasks/audio/automatic_speech_recognition/windows.h"
#include "tasks/audio/recordings.h"
#include "tasks/network_output.h"
#include "tasks/token_events.h"
#include "tokenizers/decode_stream.h"

namespace hfi::tasks {
namespace {

using Ids = std::vector<std::int32_t>;

enum class Timestamps { none, characters, words };

Result<Timestamps> timestamps_of(const json::Object& options) {
  const auto& wanted = options.at("return_timestamps");
  if (wanted == false) return Timestamps::none;
  if (wanted == "char") return Timestamps::characters;
  if (wanted == "word") return Timestamps::words;
  return fail(ErrorCode::invalid_option,
              R"(options.return_timestamps: this model hears no segments; set "word" or "char")");
}

// What else a request may set is for models that generate.
Result<void> check_options(const json::Object& options) {
  constexpr std::array known = {
      "return_timestamps", "chunk_length_s", "stride_length_s", "device", "dtype",
      "revision",          "source"};
  for (const auto& option : options)
    if (std::ranges::find(known, option.key()) == known.end())
      return fail(ErrorCode::invalid_option,
                  "options." + std::string(option.key()) +
                      ": this model generates nothing, it names the likeliest character of each "
                      "moment; leave the option out");
  return {};
}

// Samples for each step of the output: config.json's inputs_to_logits_ratio, which is what the convolutions step on by.
Result<std::size_t> samples_per_step(const models::Model& model) {
  using Integers = std::vector<std::int64_t>;
  std::int64_t samples = 1;
  for (const auto stride : model.config.get<Integers>("conv_stride", {5, 2, 2, 2, 2, 2, 2}))
    samples =
        std::min<std::int64_t>(samples * std::clamp<std::int64_t>(stride, 1, 1000), 1'000'000);
  TRY(model.config.check());
  return static_cast<std::size_t>(samples);
}

// Of logits [1, steps, vocabulary]
Ids likeliest(const Tensor& logits) {
  const auto vocabulary = static_cast<std::size_t>(logits.dim(2));
  const auto values = logits.values<float>();
  Ids ids;
  for (std::size_t at = 0; at < values.size(); at += vocabulary) {
    const auto row = values.subspan(at, vocabulary);
    ids.push_back(static_cast<std::int32_t>(std::ranges::max_element(row) - row.begin()));
  }
  return ids;
}

// The steps that are this window's own.
Ids own_steps(const Ids& ids, const Window& window, std::size_t samples_per_step) {
  const auto in_steps = [&](std::size_t samples, double steps_of_all) {
    return std::nearbyint(static_cast<double>(samples) / static_cast<double>(window.length) *
                          steps_of_all);
  };
  const auto all =
      std::nearbyint(static_cast<double>(window.length) / static_cast<double>(samples_per_step));
  const auto size = static_cast<double>(ids.size());
  const auto begin = std::min(in_steps(window.left, all), size);
  const auto end = std::max(begin, std::min(all - in_steps(window.right, all), size));
  return {ids.begin() + static_cast<std::ptrdiff_t>(begin),
          ids.begin() + static_cast<std::ptrdiff_t>(end)};
}

Result<Ids> listen(const models::Model& model, std::span<const float> samples,
                   const std::stop_token& stop) {
  const auto least = model.min_length.value_or(1);
  if (samples.size() < least)
    return fail(ErrorCode::invalid_option, "options.chunk_length_s: the last window has " +
                                               std::to_string(samples.size()) +
                                               " samples, the model needs " +
                                               std::to_string(least) + "; choose another length");
  const auto inputs = model.features->extract(samples);
  return likeliest(TRY(outputs_of(model, {inputs}, "logits", stop)).front());
}

// A token event for each character that begins.
class Writer {
 public:
  Writer(const tokenizers::Tokenizer& tokenizer, const Emit& emit)
      : stream_(tokenizer, {.skip_special_tokens = false}),
        events_(emit),
        padding_(tokenizer.id_of(tokenizer.special_token("pad_token").value_or("<pad>"))) {}

  // Gives how many began.
  std::size_t write(const Ids& ids) {
    std::size_t count = 0;
    for (const auto id : ids) {
      pending_ += stream_.step(id);
      if (id != last_ && id != padding_) {
        events_.send(id, std::exchange(pending_, {}));
        ++count;
      }
      last_ = id;
    }
    return count;
  }
  std::string finish() {
    events_.finish(pending_ + stream_.finish());
    return events_.text();
  }

 private:
  tokenizers::DecodeStream stream_;
  TokenEvents events_;
  std::optional<std::int32_t> padding_;
  std::optional<std::int32_t> last_{};
  std::string pending_{};
};

json::Array to_json(const std::vector<Piece>& pieces, const Rhythm& rhythm) {
  const auto seconds = [&](std::size_t step) {
    return static_cast<double>(step * rhythm.samples_per_step) / rhythm.sample_rate;
  };
  json::Array chunks;
  for (const auto& [text, start, end] : pieces)
    chunks.push_back({{"text", text}, {"timestamp", {seconds(start), seconds(end)}}});
  return chunks;
}

}  // namespace

Result<json::Object> recognise_by_ctc(const Request& request, const models::Model& model,
                                      const Context& context) {
  TRY(check_options(request.options));
  const auto timestamps = TRY(timestamps_of(request.options));
  const auto* tokenizer = TRY(models::tokenizer_of(model));
  const auto sound = TRY(recording(model, request.inputs));
  const std::span<const float> samples(sound.samples);
  const Rhythm rhythm{sound.sample_rate, TRY(samples_per_step(model))};
  auto parts = TRY(windows(samples.size(), rhythm, request.options));
  if (parts.empty()) parts = {{.start = 0, .length = samples.size(), .left = 0, .right = 0}};

  Writer writer(*tokenizer, context.emit);
  Ids ids;
  for (const auto& window : parts) {
    const auto heard =
        TRY(listen(model, samples.subspan(window.start, window.length), context.stop));
    const auto heard_at = std::chrono::steady_clock::now();
    const auto own = parts.size() == 1 ? heard : own_steps(heard, window, rhythm.samples_per_step);
    context.clock->chosen(writer.write(own), heard_at);
    ids.insert(ids.end(), own.begin(), own.end());
  }
  json::Object output{{"text", writer.finish()}};
  if (timestamps == Timestamps::none) return output;
  const auto characters = ctc_characters(ids, *tokenizer);
  output["chunks"] =
      to_json(timestamps == Timestamps::words ? ctc_words(characters) : characters, rhythm);
  return output;
}

}  // namespace hfi::tasks

#include "tasks/audio/automatic_speech_recognition/whisper/alignment.h"

#include <algorithm>
#include <cmath>

#include "generation/cached_decoder.h"
#include "tasks/audio/automatic_speech_recognition/whisper/dynamic_time_warping.h"

namespace hfi::tasks::whisper {
namespace {

constexpr double seconds_per_time = 0.02;

std::string queries_of(std::int64_t layer) { return "cross_queries." + std::to_string(layer); }
std::string keys_of(std::int64_t layer) {
  return "cross_key_values." + std::to_string(layer) + ".key";
}

// Rows of queries [1, length, heads * d] and keys [1, steps, heads, d] that belong to one head.
struct Head {
  const Tensor &queries, &keys;
  std::size_t head;

  [[nodiscard]] std::size_t size() const { return static_cast<std::size_t>(keys.dim(3)); }
  [[nodiscard]] std::span<const float> query(std::size_t row) const {
    const auto width = static_cast<std::size_t>(queries.dim(2));
    return queries.values<float>().subspan(row * width + head * size(), size());
  }
  [[nodiscard]] std::span<const float> key(std::size_t step) const {
    const auto heads = static_cast<std::size_t>(keys.dim(2));
    return keys.values<float>().subspan((step * heads + head) * size(), size());
  }
};

double product(std::span<const float> a, std::span<const float> b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i)
    sum += static_cast<double>(a[i]) * static_cast<double>(b[i]);
  return sum;
}

// softmax(q kT / sqrt(d)) of one query, as far as `columns`.
void append_weights(const Head& head, std::size_t row, std::size_t columns,
                    std::vector<float>& weights) {
  const auto steps = static_cast<std::size_t>(head.keys.dim(1));
  const auto scale = 1.0 / std::sqrt(static_cast<double>(head.size()));
  std::vector<double> scores;
  for (std::size_t step = 0; step < steps; ++step)
    scores.push_back(scale * product(head.query(row), head.key(step)));
  const auto top = *std::ranges::max_element(scores);
  double sum = 0;
  for (auto& score : scores) sum += score = std::exp(score - top);
  for (std::size_t step = 0; step < columns; ++step)
    weights.push_back(static_cast<float>(scores[step] / sum));
}

// The steps that are looked at, of `steps`. As Python's slices have it, and as the reference does twice, a negative number
// leaves out as many at the end.
std::size_t columns_of(std::int64_t frames, std::int64_t steps) {
  const auto half = static_cast<std::int64_t>(std::floor(static_cast<double>(frames) / 2));
  if (half >= 0) return static_cast<std::size_t>(std::min(half, steps));
  return static_cast<std::size_t>(std::max<std::int64_t>(steps + 2 * half, 0));
}

bool tells_queries(const models::Model& model) {
  const auto decoder = model.networks.find("decoder");
  return decoder != model.networks.end() &&
         std::ranges::any_of(decoder->second.session.outputs(),
                             [](const runtime::Port& port) { return port.name == queries_of(0); });
}

}  // namespace

Result<void> check_alignment(const models::Model& model, const Settings& settings) {
  const auto layers = model.config.get<std::int64_t>("decoder_layers");
  const auto heads = model.config.get<std::int64_t>("decoder_attention_heads");
  if (settings.alignment_heads.empty())
    return fail(ErrorCode::model_unsupported,
                "generation_config.json has no alignment_heads, which tell when words were said");
  for (const auto& [layer, head] : settings.alignment_heads)
    if (layer < 0 || layer >= layers || head < 0 || head >= heads)
      return fail(ErrorCode::model_invalid,
                  "generation_config.json: alignment_heads: there is no head " +
                      std::to_string(head) + " of layer " + std::to_string(layer));
  if (tells_queries(model)) return {};
  return fail(ErrorCode::model_unsupported,
              "the ONNX export does not tell where its decoder looks; take the safetensors "
              "checkpoint for the times of words");
}

Result<std::vector<float>> token_times(const models::Model& model, const Settings& settings,
                                       const Written& written, const std::stop_token& stop) {
  std::vector<float> times(written.tokens.size(), 0.0F);
  if (written.tokens.size() < 2) return times;
  auto read = written.prompt;
  read.insert(read.end(), written.tokens.begin(), written.tokens.end() - 1);
  const generation::CachedDecoder decoder(model.networks.at("decoder").session);
  const auto outputs = TRY(decoder.outputs_over({std::move(read), written.encoder}, stop));

  std::vector<Matrix> heads;
  for (const auto& [layer, index] : settings.alignment_heads) {
    const Head head{outputs.at(queries_of(layer)), written.encoder.at(keys_of(layer)),
                    static_cast<std::size_t>(index)};
    Matrix weights{written.tokens.size() - 1, columns_of(written.frames, head.keys.dim(1)), {}};
    for (std::size_t row = 0; row < weights.rows; ++row)
      append_weights(head, written.prompt.size() + row, weights.columns, weights.values);
    heads.push_back(std::move(weights));
  }
  const auto columns = aligned(heads, settings.median_filter_width);
  for (std::size_t i = 0; i < columns.size(); ++i)
    times[i] = static_cast<float>(static_cast<double>(columns[i]) * seconds_per_time);
  times.back() = times[times.size() - 2];  // the last token was not read, so that it looked nowhere
  return times;
}

}  // namespace hfi::tasks::whisper

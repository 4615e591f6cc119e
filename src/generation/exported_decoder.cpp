#include "generation/exported_decoder.h"

#include <algorithm>

namespace hfi::generation {
namespace {

constexpr std::string_view past_prefix = "past_key_values.";
constexpr std::string_view present_prefix = "present.";

bool is_past(std::string_view name) { return name.starts_with(past_prefix); }
bool is_cross(std::string_view name) { return name.find(".encoder.") != std::string_view::npos; }

// `values` in the type that the network takes.
Result<Tensor> integers(const runtime::Port& port, Shape shape,
                        const std::vector<std::int64_t>& values) {
  if (port.dtype == DType::i64) return Tensor::of(std::move(shape), values);
  if (port.dtype != DType::i32)
    return fail(ErrorCode::model_unsupported, "the export's input \"" + port.name + "\" is " +
                                                  std::string(name_of(port.dtype)) +
                                                  ", expected i64 or i32");
  return Tensor::of(std::move(shape), std::vector<std::int32_t>(values.begin(), values.end()));
}

// What the first run hands to a network that always takes a cache.
Result<Tensor> nothing_yet(const runtime::Port& port) {
  auto shape = port.shape;
  if (shape.size() == 4) {
    shape[0] = 1;
    shape[2] = 0;
  }
  if (std::ranges::any_of(shape, [](std::int64_t extent) { return extent < 0; }))
    return fail(ErrorCode::model_unsupported, "the export does not say the shape of its input \"" +
                                                  port.name + "\": " + to_string(port.shape));
  return Tensor(port.dtype, std::move(shape));
}

struct Feed {
  const DecoderInput& input;
  const Tokens& tokens;
  std::size_t read;  // before this run
  const Tensors& past;

  [[nodiscard]] std::vector<std::int64_t> positions() const {
    std::vector<std::int64_t> positions;
    for (std::size_t i = 0; i < tokens.size(); ++i)
      positions.push_back(static_cast<std::int64_t>(read + i));
    return positions;
  }

  [[nodiscard]] Result<Tensor> operator()(const runtime::Port& port) const {
    const auto n = static_cast<std::int64_t>(tokens.size());
    const auto total = static_cast<std::int64_t>(read) + n;
    if (const auto known = past.find(port.name); known != past.end()) return known->second;
    if (is_past(port.name)) return nothing_yet(port);
    if (const auto given = input.encoder.find(port.name); given != input.encoder.end())
      return given->second;
    if (port.name == "input_ids") return integers(port, {1, n}, {tokens.begin(), tokens.end()});
    if (port.name == "position_ids") return integers(port, {1, n}, positions());
    if (port.name == "attention_mask" || port.name == "decoder_attention_mask")
      return integers(port, {1, total},
                      std::vector<std::int64_t>(static_cast<std::size_t>(total), 1));
    if (port.name == "num_logits_to_keep") return integers(port, {}, {1});
    if (port.name == "use_cache_branch") {
      Tensor flag(DType::boolean, {1});
      flag.mutable_values<bool>()[0] = !past.empty();
      return flag;
    }
    return fail(ErrorCode::model_unsupported, "the export has an input \"" + port.name + "\" " +
                                                  to_string(port.shape) +
                                                  " that generation does not give");
  }
};

// The logits [1, vocabulary] of the last position.
Result<Tensor> last_logits(const Tensors& outputs) {
  const auto found = outputs.find("logits");
  if (found == outputs.end())
    return fail(ErrorCode::model_unsupported, "the export has no output \"logits\"");
  const auto& logits = found->second;
  if (logits.dtype() != DType::f32)
    return fail(
        ErrorCode::model_unsupported,
        "the export's logits are " + std::string(name_of(logits.dtype())) + ", expected f32");
  const auto length = logits.dim(1);
  return logits.reshaped({length, logits.dim(2)}).rows(length - 1, length);
}

// Cross-attention's part is computed by the first run alone.
void keep(Tensors& outputs, Tensors& past) {
  const bool first = past.empty();
  for (auto& [name, tensor] : outputs)
    if (name.starts_with(present_prefix) && (first || !is_cross(name)))
      past.insert_or_assign(std::string(past_prefix) + name.substr(present_prefix.size()),
                            std::move(tensor));
}

}  // namespace

bool keeps_cache(const runtime::Session& session) {
  return std::ranges::any_of(session.outputs(), [](const runtime::Port& port) {
    return port.name.starts_with(present_prefix);
  });
}

Result<void> ExportedDecoder::begin(RequestId request, DecoderInput input) {
  sequences_.emplace(request, Sequence{.input = std::move(input)});
  return {};
}

const runtime::Session& ExportedDecoder::network(bool first_run) const {
  return first_run || !networks_.later ? networks_.first : *networks_.later;
}

Result<Tensor> ExportedDecoder::run(const Sequence& sequence, const Tokens& tokens, Tensors& past,
                                    const std::stop_token& stop) const {
  const auto& session = network(past.empty());
  const Feed feed{sequence.input, tokens, sequence.read, past};
  Tensors inputs;
  for (const auto& port : session.inputs()) inputs.emplace(port.name, TRY(feed(port)));
  auto outputs = TRY(session.run(inputs, stop));
  auto logits = TRY(last_logits(outputs));
  keep(outputs, past);
  return logits;
}

Result<std::optional<Tensor>> ExportedDecoder::prefill(RequestId request, std::size_t count,
                                                       const std::stop_token& stop) {
  auto& sequence = sequences_.at(request);
  const auto& tokens = sequence.input.tokens;
  if (sequence.pasts.empty()) sequence.pasts.emplace_back();
  // a network of its own for later runs reads one token at a time
  const auto end = networks_.later ? tokens.size() : std::min(sequence.read + count, tokens.size());
  const auto at = [&](std::size_t i) { return tokens.begin() + static_cast<std::ptrdiff_t>(i); };
  auto logits = TRY(run(sequence, {at(sequence.read), at(end)}, sequence.pasts.front(), stop));
  sequence.read = end;
  if (end < tokens.size()) return std::nullopt;
  return logits;
}

// What a step gives and what it was given are there at the same time. An export that does not tell the shape of its cache is
// taken to have none.
std::uint64_t ExportedDecoder::bytes_for(const DecoderInput& input, std::size_t rows,
                                         std::size_t length) const {
  const auto mask = input.encoder.find("encoder_attention_mask");
  const auto encoded = mask == input.encoder.end() ? 0 : mask->second.count();
  std::uint64_t bytes = 0;
  for (const auto& port : network(false).inputs()) {
    if (!is_past(port.name) || port.shape.size() != 4 || port.shape[1] < 0 || port.shape[3] < 0)
      continue;
    const auto position = static_cast<std::uint64_t>(port.shape[1] * port.shape[3]);
    bytes += is_cross(port.name) ? encoded * position * size_of(port.dtype)
                                 : 2 * rows * length * position * size_of(port.dtype);
  }
  return bytes;
}

Result<Tensor> ExportedDecoder::step_one(const Reading& reading, const std::stop_token& stop) {
  auto& sequence = sequences_.at(reading.request);
  std::vector<Tensors> pasts;
  std::vector<Tensor> rows;
  const bool first = sequence.pasts.size() < reading.step.parents.size();
  for (const auto parent : reading.step.parents)
    pasts.push_back(sequence.pasts.at(first ? 0 : parent));
  for (std::size_t i = 0; i < pasts.size(); ++i)
    rows.push_back(TRY(run(sequence, {reading.step.tokens.at(i)}, pasts[i], stop)));
  sequence.pasts = std::move(pasts);
  ++sequence.read;
  if (rows.size() == 1) return std::move(rows.front());
  Tensor logits(DType::f32, {static_cast<std::int64_t>(rows.size()), rows.front().dim(1)});
  auto next = logits.mutable_values<float>().begin();
  for (const auto& row : rows) next = std::ranges::copy(row.values<float>(), next).out;
  return logits;
}

std::vector<Result<Tensor>> ExportedDecoder::step(const std::vector<Reading>& readings,
                                                  const std::stop_token& stop) {
  std::vector<Result<Tensor>> answers;
  for (const auto& reading : readings) answers.push_back(step_one(reading, stop));
  return answers;
}

}  // namespace hfi::generation

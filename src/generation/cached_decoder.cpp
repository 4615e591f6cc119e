#include "generation/cached_decoder.h"

#include <algorithm>

namespace hfi::generation {
namespace {

constexpr std::string_view own_prefix = "past_key_values.";
constexpr std::string_view cross_prefix = "cross_key_values.";

std::vector<CachePort> ports_of(const runtime::Session& session, std::string_view prefix) {
  std::vector<CachePort> ports;
  for (const auto& port : session.inputs()) {
    if (!port.name.starts_with(prefix)) continue;
    const auto output = prefix == own_prefix ? "present." + port.name.substr(prefix.size()) : "";
    ports.push_back({port.name, output, port.shape.at(1), port.shape.at(3)});
  }
  return ports;
}

template <class T>
Tensor tensor_of(Shape shape, const std::vector<T>& values) {
  return Tensor::of(std::move(shape), values);
}

// 1 where a row has something to attend to
Tensor mask_of(const std::vector<std::size_t>& lengths, std::size_t rows, std::size_t capacity) {
  Tensor mask(DType::i64, {static_cast<std::int64_t>(rows), static_cast<std::int64_t>(capacity)});
  const auto values = mask.mutable_values<std::int64_t>();
  for (std::size_t row = 0; row < rows; ++row)
    for (std::size_t i = 0; i < capacity; ++i)
      values[row * capacity + i] = i < lengths.at(row) ? 1 : 0;
  return mask;
}

// Rows of x [n, width] by index.
Tensor picked(const Tensor& x, const std::vector<std::size_t>& rows) {
  if (rows.size() == 1) {
    const auto row = static_cast<std::int64_t>(rows.front());
    return x.rows(row, row + 1);
  }
  const auto width = static_cast<std::size_t>(x.dim(1));
  Tensor chosen(DType::f32, {static_cast<std::int64_t>(rows.size()), x.dim(1)});
  auto next = chosen.mutable_values<float>().begin();
  for (const auto row : rows)
    next = std::ranges::copy(x.values<float>().subspan(row * width, width), next).out;
  return chosen;
}

}  // namespace

CachedDecoder::CachedDecoder(runtime::Session session)
    : session_(std::move(session)),
      own_ports_(ports_of(session_, own_prefix)),
      cross_ports_(ports_of(session_, cross_prefix)),
      rows_(no_rows()) {}

CachedDecoder::Rows CachedDecoder::no_rows() const {
  return {KeyValueCache(own_ports_), KeyValueCache(cross_ports_)};
}

Result<Tensors> CachedDecoder::outputs_of(const Run& what, const Rows& rows,
                                          const std::stop_token& stop) const {
  const auto batch = what.lengths.size();
  const auto per_row = what.tokens.size() / batch;
  std::vector<std::int64_t> ids(what.tokens.begin(), what.tokens.end());
  std::vector<std::int64_t> positions;
  std::vector<std::int64_t> known;
  std::vector<std::int32_t> seqlens;
  for (const auto length : what.lengths) {
    for (std::size_t i = 0; i < per_row; ++i)
      positions.push_back(static_cast<std::int64_t>(length + i));
    seqlens.push_back(static_cast<std::int32_t>(length + per_row - 1));
    known.push_back(static_cast<std::int64_t>(std::max(what.known, length + per_row)));
  }
  const std::int32_t longest = *std::ranges::max_element(seqlens) + 1;
  const auto n = static_cast<std::int64_t>(batch);
  const Shape grid = {n, static_cast<std::int64_t>(per_row)};
  Tensors inputs = {{"input_ids", tensor_of(grid, ids)},
                    {"position_ids", tensor_of(grid, positions)},
                    {"seqlens_k", tensor_of({n}, seqlens)},
                    {"total_sequence_length", tensor_of({}, std::vector{longest})},
                    {"sequence_length", tensor_of({n, 1}, known)}};
  Tensors outputs;
  rows.own.add_views(batch, inputs, outputs);
  if (!cross_ports_.empty()) {
    rows.cross.add_views(batch, inputs, outputs);
    inputs.emplace("encoder_attention_mask",
                   mask_of(rows.cross_lengths, batch, rows.cross.capacity()));
  }
  return session_.run(inputs, stop, outputs);
}

Result<Tensor> CachedDecoder::run(const Run& what, const Rows& rows,
                                  const std::stop_token& stop) const {
  const auto answers = TRY(outputs_of(what, rows, stop));
  const auto& logits = answers.at("logits");
  return logits.reshaped({logits.dim(0), logits.dim(2)});
}

Result<Tensors> CachedDecoder::outputs_over(const DecoderInput& input,
                                            const std::stop_token& stop) const {
  auto row = no_rows();
  TRY(take_encoder(input.encoder, row));
  TRY(row.own.reserve(1, input.tokens.size(), {}));
  return outputs_of({.tokens = input.tokens, .lengths = {0}}, row, stop);
}

Result<void> CachedDecoder::take_encoder(const Tensors& encoder, Rows& row) const {
  if (cross_ports_.empty()) return {};
  const auto find = [&](const std::string& name) -> Result<const Tensor*> {
    const auto found = encoder.find(name);
    if (found != encoder.end()) return &found->second;
    return fail(ErrorCode::internal_error, "the encoder has no output \"" + name + "\"");
  };
  const auto* first = TRY(find(cross_ports_.front().input));
  const auto length = static_cast<std::size_t>(first->dim(1));
  TRY(row.cross.reserve(1, length, {}));
  row.cross_lengths = {length};
  for (const auto& port : cross_ports_) row.cross.fill_row(port.input, 0, *TRY(find(port.input)));
  return {};
}

Result<void> CachedDecoder::begin(RequestId request, DecoderInput input) {
  Reader reader{.tokens = std::move(input.tokens), .row = no_rows()};
  TRY(take_encoder(input.encoder, reader.row));
  TRY(reader.row.own.reserve(1, reader.tokens.size(), {}));
  readers_.emplace(request, std::move(reader));
  return {};
}

Result<std::optional<Tensor>> CachedDecoder::prefill(RequestId request, std::size_t count,
                                                     const std::stop_token& stop) {
  auto& reader = readers_.at(request);
  const auto& tokens = reader.tokens;
  const auto end = std::min(reader.read + count, tokens.size());
  const auto at = [&](std::size_t i) { return tokens.begin() + static_cast<std::ptrdiff_t>(i); };
  auto logits = TRY(
      run({.tokens = {at(reader.read), at(end)}, .lengths = {reader.read}, .known = tokens.size()},
          reader.row, stop));
  reader.read = end;
  if (end < tokens.size()) return std::nullopt;
  TRY(join(request, reader));
  return logits;
}

// The logits of each of `readings`; all of them or none.
Result<std::vector<Tensor>> CachedDecoder::step_together(
    const std::vector<const Reading*>& readings, const std::stop_token& stop) {
  // rows that take no part read a token whose place is written again when they do
  Run what{.tokens = Tokens(owners_.size(), 0), .lengths = lengths()};
  TRY(reserve(owners_.size(), *std::ranges::max_element(what.lengths) + 1));
  for (const auto* reading : readings) {
    const auto& rows = writers_.at(reading->request).rows;
    for (std::size_t i = 0; i < rows.size(); ++i) what.tokens[rows[i]] = reading->step.tokens.at(i);
  }
  const auto logits = TRY(run(what, rows_, stop));
  std::vector<Tensor> answers;
  for (const auto* reading : readings) {
    auto& writer = writers_.at(reading->request);
    ++writer.length;
    answers.push_back(picked(logits, writer.rows));
  }
  return answers;
}

std::vector<Result<Tensor>> CachedDecoder::step(const std::vector<Reading>& readings,
                                                const std::stop_token& stop) {
  std::vector<Result<Tensor>> answers(readings.size(), Tensor());
  std::vector<const Reading*> ready;
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < readings.size(); ++i) {
    if (auto prepared = prepare(readings[i]); !prepared) {
      answers[i] = tl::unexpected(std::move(prepared).error());
      end(readings[i].request);  // whose rows would be read in the others' step
      continue;
    }
    ready.push_back(&readings[i]);
    places.push_back(i);
  }
  if (ready.empty()) return answers;
  const auto alone = [&](const Reading* reading) -> Result<Tensor> {
    return TRY(step_together({reading}, stop)).front();
  };
  const auto together = step_together(ready, stop);
  for (std::size_t i = 0; i < ready.size(); ++i) {
    auto& answer = answers[places[i]];
    if (together)
      answer = (*together)[i];
    else if (ready.size() == 1)
      answer = tl::unexpected(together.error());
    else  // whose fault it was shows when each takes its step by itself
      answer = alone(ready[i]);
  }
  return answers;
}

}  // namespace hfi::generation

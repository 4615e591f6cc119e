#include "architectures/blocks/rope.h"

#include <cmath>
#include <numbers>

namespace hfi::architectures {
namespace {

using namespace graph;

struct Parameters {
  const Config& config;   // of the model
  const Config& scaling;  // rope_parameters or rope_scaling
  double theta;
  std::int64_t dim;  // of a head that is turned; even

  [[nodiscard]] double number(std::string_view key) const {
    return static_cast<double>(scaling.get<float>(key));
  }
  [[nodiscard]] double number(std::string_view key, double fallback) const {
    return scaling.has(key) ? number(key) : fallback;
  }
  [[nodiscard]] double longest() const {
    return static_cast<double>(config.get<float>("max_position_embeddings"));
  }
  // the length that the model was trained on before it was stretched; a key of its own wins over that in the parameters
  [[nodiscard]] double original() const {
    constexpr auto key = "original_max_position_embeddings";
    return config.has(key) ? static_cast<double>(config.get<float>(key)) : number(key, longest());
  }
};

// arXiv 2104.09864, section 3.2.2: theta^(-2i / d)
std::vector<double> plain(const Parameters& p) {
  std::vector<double> frequencies;
  for (std::int64_t i = 0; i < p.dim; i += 2)
    frequencies.push_back(std::pow(p.theta, -static_cast<double>(i) / static_cast<double>(p.dim)));
  return frequencies;
}

Value constant(Graph& graph, const std::vector<double>& frequencies) {
  const std::vector<float> values(frequencies.begin(), frequencies.end());
  return graph.constant(Tensor::of({static_cast<std::int64_t>(values.size())}, values));
}

struct Frequencies {
  Value values;
  float attention_scaling = 1.0F;
};

Frequencies linear(Graph& graph, const Parameters& p) {
  auto frequencies = plain(p);
  for (auto& frequency : frequencies) frequency /= p.number("factor");
  return {constant(graph, frequencies)};
}

// Llama 3.1: long waves are stretched by `factor`, short ones are not, and between the two it is interpolated.
Frequencies llama3(Graph& graph, const Parameters& p) {
  const double factor = p.number("factor");
  const double low = p.number("low_freq_factor");
  const double high = p.number("high_freq_factor");
  auto frequencies = plain(p);
  for (auto& frequency : frequencies) {
    const double waves = p.original() * frequency / (2 * std::numbers::pi);
    const double smooth = std::clamp((waves - low) / (high - low), 0.0, 1.0);
    frequency = (1 - smooth) * frequency / factor + smooth * frequency;
  }
  return {constant(graph, frequencies)};
}

// arXiv 2309.00071, section 3.2 (ramp between interpolation and extrapolation) and 3.4 (temperature)
Frequencies yarn(Graph& graph, const Parameters& p) {
  const double factor = p.number("factor", p.longest() / p.original());
  const auto mscale = [&](double m) {
    return factor <= 1 ? 1.0 : 0.1 * m * std::log(factor) + 1.0;
  };
  const double all = p.number("mscale_all_dim", 0.0);
  const double one = p.number("mscale", 0.0);
  const double scaling =
      p.number("attention_factor", one != 0 && all != 0 ? mscale(one) / mscale(all) : mscale(1.0));

  const auto dim = static_cast<double>(p.dim);
  const auto correction = [&](double rotations) {
    return dim * std::log(p.original() / (rotations * 2 * std::numbers::pi)) /
           (2 * std::log(p.theta));
  };
  double low = correction(p.number("beta_fast", 32.0));
  double high = correction(p.number("beta_slow", 1.0));
  if (p.scaling.get("truncate", true)) {
    low = std::floor(low);
    high = std::ceil(high);
  }
  low = std::max(low, 0.0);
  high = std::min(high, dim - 1);
  if (low == high) high += 0.001;  // a ramp has a width
  auto frequencies = plain(p);
  for (std::size_t i = 0; i < frequencies.size(); ++i) {
    const double ramp = std::clamp((static_cast<double>(i) - low) / (high - low), 0.0, 1.0);
    frequencies[i] = frequencies[i] / factor * ramp + frequencies[i] * (1 - ramp);
  }
  return {constant(graph, frequencies), static_cast<float>(scaling)};
}

// int64 [batch, 1]
Value sequence_length(Graph& graph) {
  return graph.input("sequence_length", DType::i64, {"batch", std::int64_t{1}});
}

std::vector<double> stretched(Graph& graph, const Parameters& p, std::string_view key) {
  const auto factors = p.scaling.get<std::vector<float>>(key);
  auto frequencies = plain(p);
  if (factors.size() != frequencies.size()) {
    graph.problem("config.json: " + std::string(key) + ": " + std::to_string(factors.size()) +
                  " factors for " + std::to_string(frequencies.size()) + " frequencies");
    return frequencies;
  }
  for (std::size_t i = 0; i < factors.size(); ++i)
    frequencies[i] /= static_cast<double>(factors[i]);
  return frequencies;
}

// arXiv 2402.13753: searched factors, one set for texts within the original length and one for longer ones
Frequencies longrope(Graph& graph, const Parameters& p) {
  const double factor = p.number("factor", p.longest() / p.original());
  const double scaling =
      factor <= 1 ? 1.0 : std::sqrt(1 + std::log(factor) / std::log(p.original()));
  const auto limit = integer(graph, static_cast<std::int64_t>(p.original()));
  const auto is_long =
      unsqueeze(graph.add({"Greater"}, {sequence_length(graph), limit}), 2);  // [batch, 1, 1]
  const auto values =
      graph.add({"Where"}, {is_long, constant(graph, stretched(graph, p, "long_factor")),
                            constant(graph, stretched(graph, p, "short_factor"))});
  return {values, static_cast<float>(p.number("attention_factor", scaling))};
}

// "Dynamic NTK": the base grows with the text once that is longer than max_position_embeddings.
Frequencies dynamic(Graph& graph, const Parameters& p) {
  const double factor = p.number("factor");
  const auto dim = static_cast<double>(p.dim);
  const auto length = unsqueeze(cast(sequence_length(graph), DType::f32), 2);  // [batch, 1, 1]
  const auto longest = number(graph, static_cast<float>(p.longest()));
  const auto at_least = graph.add({"Max"}, {length, longest});
  const auto growth =
      at_least * static_cast<float>(factor / p.longest()) + static_cast<float>(1 - factor);
  const auto log_base = graph.add({"Log"}, {growth}) * static_cast<float>(dim / (dim - 2)) +
                        static_cast<float>(std::log(p.theta));
  std::vector<double> exponents;
  for (std::int64_t i = 0; i < p.dim; i += 2) exponents.push_back(-static_cast<double>(i) / dim);
  return {graph.add({"Exp"}, {log_base * constant(graph, exponents)})};
}

std::string type_of(const Config& scaling) {
  return scaling.get<std::string>("rope_type", scaling.get<std::string>("type", "default"));
}

Frequencies frequencies(Graph& graph, const Parameters& p) {
  const auto type = type_of(p.scaling);
  if (type == "default") return {constant(graph, plain(p))};
  if (type == "linear") return linear(graph, p);
  if (type == "dynamic") return dynamic(graph, p);
  if (type == "yarn") return yarn(graph, p);
  if (type == "longrope" || type == "su") return longrope(graph, p);
  if (type == "llama3") return llama3(graph, p);
  graph.problem("config.json: rope_type \"" + type + "\" is not built in");
  return {constant(graph, plain(p))};
}

}  // namespace

Rotary rope(Graph& graph, const Config& config, const Config& parameters, float theta,
            std::int64_t head_dim) {
  const float part =
      parameters.get("partial_rotary_factor", config.get("partial_rotary_factor", 1.0F));
  const auto dim = static_cast<std::int64_t>(static_cast<float>(head_dim) * part);
  const Parameters p{config, parameters, static_cast<double>(parameters.get("rope_theta", theta)),
                     dim};
  const auto chosen = frequencies(graph, p);
  auto angles = rotary(position_ids(graph), chosen.values, chosen.attention_scaling);
  angles.partial_dim = dim == head_dim ? 0 : dim;
  return angles;
}

std::optional<std::int64_t> max_rope_length(const Config& config) {
  const auto positions = config.get<std::int64_t>("max_position_embeddings");
  for (const auto* key : {"rope_parameters", "rope_scaling"}) {
    if (!config.has(key)) continue;
    const auto scaling = config.section(key);
    if (type_of(scaling) != "dynamic") return positions;
    return static_cast<std::int64_t>(static_cast<float>(positions) * scaling.get<float>("factor"));
  }
  return positions;
}

Rotary rope(Graph& graph, const Config& config, std::int64_t head_dim) {
  const auto theta = config.get("rope_theta", 10000.0F);
  for (const auto* key : {"rope_parameters", "rope_scaling"})
    if (config.has(key)) return rope(graph, config, config.section(key), theta, head_dim);
  return rope(graph, config, Config(json::Object{}), theta, head_dim);
}

}  // namespace hfi::architectures

#include "models/sentence_layers.h"

#include <array>
#include <cmath>
#include <numbers>
#include <optional>

#include "models/json_files.h"
#include "tensor/math.h"
#include "weights/floats.h"
#include "weights/safetensors.h"

namespace hfi::models {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view weights_file = "model.safetensors";
constexpr float norm_eps = 1e-5F;  // torch.nn.LayerNorm's default

struct Activation {
  std::string_view name;  // of the class in torch.nn
  float (*function)(float);
};

constexpr std::array<Activation, 6> activations = {{
    {"Identity", [](float x) { return x; }},
    {"Tanh", [](float x) { return std::tanh(x); }},
    {"ReLU", [](float x) { return x > 0 ? x : 0; }},
    {"Sigmoid", [](float x) { return 1 / (1 + std::exp(-x)); }},
    {"GELU", [](float x) { return x * 0.5F * (1 + std::erf(x / std::numbers::sqrt2_v<float>)); }},
    {"SiLU", [](float x) { return x / (1 + std::exp(-x)); }},
}};

// "torch.nn.modules.activation.Tanh"
Result<float (*)(float)> activation_of(const json::Object& config) {
  const auto* value = config.if_contains("activation_function");
  if (value == nullptr || !value->is_string())
    return fail(ErrorCode::model_invalid, "activation_function: expected the name of a class");
  const auto path = std::string(value->get_string());
  const auto name = path.substr(path.rfind('.') + 1);
  for (const auto& row : activations)
    if (row.name == name) return row.function;
  return fail(ErrorCode::model_unsupported, "activation_function \"" + path + "\" is not built in");
}

Result<Tensor> read_tensor(const fs::path& folder, const graph::WeightTable& table,
                           std::string_view name) {
  const auto found = table.find(name);
  if (found == table.end())
    return within(weights_file,
                  Result<Tensor>(fail(ErrorCode::model_invalid, "lacks " + std::string(name))));
  return weights::read_float32(folder, found->second);
}

Result<graph::WeightTable> read_table(const fs::path& folder) {
  if (!fs::exists(folder / weights_file))
    return fail(ErrorCode::model_unsupported,
                "the module has no model.safetensors; other files are not read");
  return weights::read_safetensors(folder / weights_file, std::string(weights_file));
}

Result<SentenceLayer> read_dense(const fs::path& folder) {
  const auto config = TRY(read_json(folder / "config.json"));
  const auto table = TRY(read_table(folder));
  const auto activation = TRY(activation_of(config));
  const auto weight = TRY(read_tensor(folder, table, "linear.weight"));
  Tensor bias;
  if (table.contains("linear.bias")) bias = TRY(read_tensor(folder, table, "linear.bias"));
  const auto out = weight.rank() == 2 ? static_cast<std::size_t>(weight.dim(0)) : 0;
  if (out == 0 || (bias.count() != 0 && bias.count() != out))
    return fail(ErrorCode::model_invalid, "linear.weight has the shape " +
                                              to_string(weight.shape()) + ", linear.bias " +
                                              to_string(bias.shape()));
  return DenseLayer{weight, bias, activation};
}

Result<SentenceLayer> read_norm(const fs::path& folder) {
  const auto table = TRY(read_table(folder));
  const auto weight = TRY(read_tensor(folder, table, "norm.weight"));
  const auto bias = TRY(read_tensor(folder, table, "norm.bias"));
  if (weight.count() != bias.count())
    return fail(ErrorCode::model_invalid, "norm.weight and norm.bias differ in length");
  return NormLayer{weight, bias};
}

struct Apply {
  std::vector<float>& x;

  std::vector<float> operator()(const DenseLayer& dense) const {
    std::vector<float> y;
    const auto weight = dense.weight.values<float>();
    for (std::size_t row = 0; row < static_cast<std::size_t>(dense.weight.dim(0)); ++row) {
      double sum = dense.bias.count() == 0 ? 0 : dense.bias.values<float>()[row];
      for (std::size_t i = 0; i < x.size(); ++i)
        sum += static_cast<double>(weight[row * x.size() + i]) * x[i];
      y.push_back(dense.activation(static_cast<float>(sum)));
    }
    return y;
  }

  std::vector<float> operator()(const NormLayer& norm) const {
    double sum = 0;
    double squares = 0;
    for (const float value : x) sum += value;
    const double mean = sum / static_cast<double>(x.size());
    for (const float value : x) squares += (value - mean) * (value - mean);
    const double deviation = std::sqrt(squares / static_cast<double>(x.size()) + norm_eps);
    for (std::size_t i = 0; i < x.size(); ++i)
      x[i] = static_cast<float>((x[i] - mean) / deviation) * norm.weight.values<float>()[i] +
             norm.bias.values<float>()[i];
    return std::move(x);
  }

  std::vector<float> operator()(const NormalizeLayer&) const {
    normalise(x);
    return std::move(x);
  }
};

std::optional<std::size_t> inputs_of(const SentenceLayer& layer) {
  if (const auto* dense = std::get_if<DenseLayer>(&layer))
    return static_cast<std::size_t>(dense->weight.dim(1));
  if (const auto* norm = std::get_if<NormLayer>(&layer)) return norm->weight.count();
  return std::nullopt;
}

}  // namespace

Result<SentenceLayer> read_sentence_layer(const std::string& type, const fs::path& folder) {
  if (type == "Dense") return read_dense(folder);
  if (type == "LayerNorm") return read_norm(folder);
  if (type == "Normalize") return NormalizeLayer{};
  return fail(ErrorCode::model_unsupported, "the module \"" + type + "\" is not built in");
}

Result<std::vector<float>> apply(const SentenceLayer& layer, std::vector<float> vector) {
  const auto inputs = inputs_of(layer);
  if (inputs && *inputs != vector.size())
    return fail(ErrorCode::model_invalid,
                "modules.json: a module takes " + std::to_string(*inputs) +
                    " numbers, the one before gives " + std::to_string(vector.size()));
  return std::visit(Apply{vector}, layer);
}

}  // namespace hfi::models

#include "models/pooling.h"

#include <array>
#include <cmath>
#include <limits>

namespace hfi::models {
namespace {

struct ModeName {
  PoolingMode mode;
  std::string_view name;
  std::string_view key;  // in 1_Pooling/config.json
};

// the order in which Pooling.forward concatenates
constexpr std::array<ModeName, 6> modes = {{
    {PoolingMode::cls, "cls", "pooling_mode_cls_token"},
    {PoolingMode::max, "max", "pooling_mode_max_tokens"},
    {PoolingMode::mean, "mean", "pooling_mode_mean_tokens"},
    {PoolingMode::mean_sqrt_len, "mean_sqrt_len_tokens", "pooling_mode_mean_sqrt_len_tokens"},
    {PoolingMode::weighted_mean, "weightedmean", "pooling_mode_weightedmean_tokens"},
    {PoolingMode::last_token, "lasttoken", "pooling_mode_lasttoken"},
}};

struct Tokens {
  std::span<const float> values;
  std::size_t dim;
  std::size_t skipped;

  [[nodiscard]] std::size_t length() const { return values.size() / dim; }
};

// Token weights of one mode; max has none.
double weight_of(PoolingMode mode, std::size_t token, const Tokens& tokens) {
  const auto count = static_cast<double>(tokens.length() - tokens.skipped);
  const auto sum_to = [](std::size_t n) {
    return static_cast<double>(n) * (static_cast<double>(n) + 1) / 2;
  };
  if (mode == PoolingMode::cls) return token == 0 ? 1 : 0;
  if (token < tokens.skipped) return 0;
  switch (mode) {
    case PoolingMode::last_token:
      return token + 1 == tokens.length() ? 1 : 0;
    case PoolingMode::mean:
      return 1 / count;
    case PoolingMode::mean_sqrt_len:
      return 1 / std::sqrt(count);
    case PoolingMode::weighted_mean:
      return static_cast<double>(token + 1) / (sum_to(tokens.length()) - sum_to(tokens.skipped));
    default:
      return 0;
  }
}

void append_pooled(PoolingMode mode, const Tokens& tokens, std::vector<float>& out) {
  for (std::size_t column = 0; column < tokens.dim; ++column) {
    double sum = 0;
    float most = -std::numeric_limits<float>::infinity();
    for (std::size_t token = 0; token < tokens.length(); ++token) {
      const float value = tokens.values[token * tokens.dim + column];
      if (token >= tokens.skipped) most = std::max(most, value);
      sum += weight_of(mode, token, tokens) * value;
    }
    out.push_back(mode == PoolingMode::max ? most : static_cast<float>(sum));
  }
}

}  // namespace

std::optional<PoolingMode> pooling_mode(std::string_view name) {
  for (const auto& row : modes)
    if (row.name == name) return row.mode;
  return std::nullopt;
}

std::vector<PoolingMode> pooling_modes(const json::Object& config) {
  std::vector<PoolingMode> found;
  for (const auto& row : modes)
    if (const auto* flag = config.if_contains(row.key);
        flag != nullptr && flag->is_bool() && flag->get_bool())
      found.push_back(row.mode);
  return found;
}

std::vector<float> pool(const Tensor& token_vectors, const std::vector<PoolingMode>& wanted,
                        std::size_t skipped) {
  std::vector<float> vector;
  const auto dim = static_cast<std::size_t>(token_vectors.shape().back());
  for (const auto mode : wanted)
    append_pooled(mode, {token_vectors.values<float>(), dim, skipped}, vector);
  return vector;
}

}  // namespace hfi::models

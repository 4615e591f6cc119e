#include "models/sentence_modules.h"

#include <array>
#include <cmath>
#include <limits>

#include "models/json_files.h"

namespace hfi::models {
namespace {

namespace fs = std::filesystem;

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

Result<std::vector<PoolingMode>> read_pooling(const fs::path& file) {
  const auto config = TRY(read_json(file));
  std::vector<PoolingMode> found;
  for (const auto& row : modes)
    if (const auto* flag = config.if_contains(row.key);
        flag != nullptr && flag->is_bool() && flag->get_bool())
      found.push_back(row.mode);
  if (found.empty())
    return fail(ErrorCode::model_invalid, file.filename().string() + ": no pooling mode is set");
  return found;
}

std::string text_at(const json::Object& object, std::string_view key) {
  const auto* value = object.if_contains(key);
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}

Result<void> read_module(const fs::path& folder, const json::Object& module,
                         SentenceModules& modules) {
  const auto type = text_at(module, "type");
  const auto name = type.substr(type.rfind('.') + 1);
  if (name == "Transformer") return {};
  if (name == "Pooling") {
    modules.pooling =
        TRY(within("modules.json", read_pooling(folder / text_at(module, "path") / "config.json")));
    return {};
  }
  if (name == "Normalize") {
    modules.normalize = true;
    return {};
  }
  return fail(ErrorCode::model_unsupported,
              "modules.json: the module \"" + type + "\" is not built in");
}

// Token weights of one mode; max has none.
double weight_of(PoolingMode mode, std::size_t token, std::size_t length) {
  const auto count = static_cast<double>(length);
  switch (mode) {
    case PoolingMode::cls:
      return token == 0 ? 1 : 0;
    case PoolingMode::last_token:
      return token + 1 == length ? 1 : 0;
    case PoolingMode::mean:
      return 1 / count;
    case PoolingMode::mean_sqrt_len:
      return 1 / std::sqrt(count);
    case PoolingMode::weighted_mean:
      return static_cast<double>(token + 1) / (count * (count + 1) / 2);
    case PoolingMode::max:
      break;
  }
  return 0;
}

void append_pooled(PoolingMode mode, std::span<const float> values, std::size_t dim,
                   std::vector<float>& out) {
  const auto length = values.size() / dim;
  for (std::size_t column = 0; column < dim; ++column) {
    double sum = 0;
    float most = -std::numeric_limits<float>::infinity();
    for (std::size_t token = 0; token < length; ++token) {
      const float value = values[token * dim + column];
      most = std::max(most, value);
      sum += weight_of(mode, token, length) * value;
    }
    out.push_back(mode == PoolingMode::max ? most : static_cast<float>(sum));
  }
}

}  // namespace

Result<std::optional<SentenceModules>> read_sentence_modules(const fs::path& folder) {
  if (!fs::exists(folder / "modules.json")) return std::nullopt;
  const auto list = TRY(read_json_array(folder / "modules.json"));
  SentenceModules modules;
  for (const auto& entry : list) {
    if (!entry.is_object())
      return fail(ErrorCode::model_invalid, "modules.json: expected a list of objects");
    TRY(read_module(folder, entry.get_object(), modules));
  }
  const auto file = folder / "sentence_bert_config.json";
  if (!fs::exists(file)) return modules;
  const auto config = TRY(read_json(file));
  if (const auto* limit = config.if_contains("max_seq_length");
      limit != nullptr && limit->is_int64())
    modules.max_seq_length = static_cast<std::size_t>(limit->get_int64());
  return modules;
}

std::optional<PoolingMode> pooling_mode(std::string_view name) {
  for (const auto& row : modes)
    if (row.name == name) return row.mode;
  return std::nullopt;
}

std::vector<float> pool(const Tensor& token_vectors, const std::vector<PoolingMode>& wanted) {
  std::vector<float> vector;
  const auto dim = static_cast<std::size_t>(token_vectors.shape().back());
  for (const auto mode : wanted) append_pooled(mode, token_vectors.values<float>(), dim, vector);
  return vector;
}

}  // namespace hfi::models

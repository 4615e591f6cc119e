#include "architectures/blocks/dpt_neck.h"

#include <charconv>
#include <cmath>
#include <limits>

#include "architectures/blocks/dinov2_encoder.h"
#include "graph/convolution.h"

namespace hfi::architectures {

using namespace graph;

namespace {

constexpr auto everything = std::numeric_limits<std::int64_t>::max();

std::vector<double> factors_of(const Config& config) {
  const auto* value = config.object().if_contains("reassemble_factors");
  if (value == nullptr || !value->is_array()) return {4, 2, 1, 0.5};
  std::vector<double> factors;
  for (const auto& factor : value->get_array())
    factors.push_back(factor.is_number() ? factor.to_number<double>() : 0);
  return factors;
}

// `count`, which is none, where the name is of none.
std::size_t index_of(const json::Value& feature, std::size_t count) {
  const auto name = feature.is_string() ? std::string_view(feature.get_string()) : "";
  if (name == "stem") return 0;
  std::size_t index = count;
  if (name.starts_with("stage")) std::from_chars(name.begin() + 5, name.end(), index);
  return index;
}

std::vector<std::size_t> given_indices(const Config& config, std::size_t count) {
  std::vector<std::size_t> indices;
  for (const auto index : config.get("out_indices", std::vector<std::int64_t>{-1}))
    indices.push_back(
        static_cast<std::size_t>(index < 0 ? static_cast<std::int64_t>(count) + index : index));
  return indices;
}

// Which of the hidden states a backbone gives: "out_indices", or "out_features" such as "stage9"; the embeddings are 0.
std::vector<std::size_t> indices_of(const Config& config, std::size_t count, Graph& graph) {
  const auto* features = config.object().if_contains("out_features");
  std::vector<std::size_t> indices;
  if (features == nullptr || !features->is_array())
    indices = given_indices(config, count);
  else
    for (const auto& feature : features->get_array()) indices.push_back(index_of(feature, count));
  for (auto& index : indices)
    if (index >= count) {
      graph.problem("config.json: backbone_config: an output beyond the last layer");
      index = 0;
    }
  return indices;
}

}  // namespace

Backbone dinov2_backbone(Scope w, const Config& config) {
  const auto type = config.get<std::string>("model_type", "dinov2");
  if (type != "dinov2")
    w.graph().problem("config.json: backbone_config.model_type: \"" + type +
                      R"(" is not built in; "dinov2" is)");
  const Dinov2Encoder encoder{config};
  const auto pixels = pixel_values(w.graph(), config.get<std::int64_t>("num_channels", 3));
  const auto all = encoder.hidden_states(pixels, w);
  Backbone backbone;
  for (const auto index : indices_of(config, all.size(), w.graph()))
    backbone.states.push_back(config.get("apply_layernorm", true)
                                  ? layer_norm(all[index], w / "layernorm", encoder.eps)
                                  : all[index]);
  backbone.size =
      spatial_size(pixels) / integers(w.graph(), {encoder.patch.height, encoder.patch.width});
  return backbone;
}

Value DptNeck::read_out(Value state, Scope w, std::size_t index) const {
  const auto patches = slice(state, 1, everything, 1);
  const auto token = slice(state, 0, 1, 1);
  const auto type = config.get<std::string>("readout_type", sizes_of_next ? "ignore" : "project");
  if (type == "ignore") return patches;
  if (type == "add") return patches + token;
  const auto readout = token + patches * 0.0F;
  return activation(config.get<std::string>("hidden_act", "gelu"),
                    linear(concat({patches, readout}, 2),
                           w / "readout_projects" / static_cast<std::int64_t>(index) / 0));
}

Value DptNeck::reassembled(Value state, Value size, Scope w, std::size_t index) const {
  const auto layer = w / "layers" / static_cast<std::int64_t>(index);
  const auto factor = factors_of(config)[index];
  const auto map = conv(unflatten_space(read_out(state, w, index), size), layer / "projection");
  const auto whole = std::llrint(factor > 1 ? factor : 1 / factor);
  if (factor > 1) return conv_transpose(map, layer / "resize", {whole, whole});
  if (factor == 1) return map;
  return conv(map, layer / "resize", {.stride = {whole, whole}, .padding = {1, 1}});
}

Value DptNeck::residual(Value x, Scope w) const {
  const bool norms = config.get("use_batch_norm_in_fusion_residual", false);
  const auto part = [&](Value y, const char* convolution, const char* norm) {
    const auto z = conv(activation("relu", y), w / convolution, {.padding = {1, 1}});
    return norms ? batch_norm(z, w / norm, 1e-5F) : z;
  };
  return x + part(part(x, "convolution1", "batch_norm1"), "convolution2", "batch_norm2");
}

Value DptNeck::operator()(const std::vector<Value>& states, Value size, Scope w) const {
  const auto factors = factors_of(config);
  const auto sane = [](double factor) { return factor > 0; };
  if (factors.size() != states.size() || !std::ranges::all_of(factors, sane)) {
    w.graph().problem("config.json: reassemble_factors: expected " + std::to_string(states.size()) +
                      " positive numbers");
    return states.front();
  }
  std::vector<Value> maps;
  for (std::size_t i = 0; i < states.size(); ++i)
    maps.push_back(conv(reassembled(states[i], size, w / "reassemble_stage", i),
                        w / "convs" / static_cast<std::int64_t>(i), {.padding = {1, 1}}));
  std::ranges::reverse(maps);
  Value x;
  for (std::size_t i = 0; i < maps.size(); ++i) {
    const auto layer = w / "fusion_stage.layers" / static_cast<std::int64_t>(i);
    if (i == 0) {
      x = maps[i];
    } else {
      const auto same = interpolate(maps[i], spatial_size(x), Interpolation::bilinear);
      x = x + residual(same, layer / "residual_layer1");
    }
    x = residual(x, layer / "residual_layer2");
    const auto next = sizes_of_next && i + 1 < maps.size()
                          ? spatial_size(maps[i + 1])
                          : spatial_size(x) * integers(w.graph(), {2});
    x = conv(interpolate(x, next, Interpolation::bilinear, true), layer / "projection");
  }
  return x;
}

}  // namespace hfi::architectures

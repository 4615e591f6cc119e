#include "architectures/blocks/hifi_gan.h"

#include "graph/convolution.h"
#include "graph/elementwise.h"

namespace hfi::architectures {
namespace {

using namespace graph;
using Integers = std::vector<std::int64_t>;

constexpr float last_slope = 0.01F;  // torch's default, not in the configuration

// Widths, rates and dilations beyond these bounds are of no use, and not to be multiplied.
const Integers& checked(const Config& config, std::string_view key, const Integers& list) {
  const auto useful = [](std::int64_t value) { return 1 <= value && value <= 4096; };
  if (list.empty() || !std::ranges::all_of(list, useful))
    config.expect(key, "numbers from 1 to 4096");
  return list;
}

Integers list_at(const Config& config, std::string_view key, const Integers& fallback) {
  return checked(config, key, config.get<Integers>(key, fallback));
}

std::vector<Integers> lists_at(const Config& config, std::string_view key,
                               std::vector<Integers> fallback) {
  if (!config.has(key)) return fallback;
  std::vector<Integers> lists;
  const auto* outer = config.object().at(key).if_array();
  if (outer == nullptr) config.expect(key, "a list of lists of numbers");
  for (const auto& inner : outer == nullptr ? json::Array() : *outer) {
    auto& list = lists.emplace_back();
    const auto* values = inner.if_array();
    for (const auto& value : values == nullptr ? json::Array() : *values)
      list.push_back(value.is_int64() ? value.get_int64() : 0);
    checked(config, key, list);
  }
  return lists;
}

struct HifiGan {
  const Config& config;
  const float slope = config.get("leaky_relu_slope", 0.1F);
  const Integers rates = list_at(config, "upsample_rates", {8, 8, 2, 2});
  const Integers widths = list_at(config, "upsample_kernel_sizes", {16, 16, 4, 4});
  const Integers kernels = list_at(config, "resblock_kernel_sizes", {3, 7, 11});
  const std::vector<Integers> dilations =
      lists_at(config, "resblock_dilation_sizes", {{1, 3, 5}, {1, 3, 5}, {1, 3, 5}});

  // section 2.2, figure 1: convolutions that look farther and farther, each with a way around it
  Value residual_block(Value x, Scope w, std::size_t which) const {
    const auto kernel = kernels[which];
    for (std::size_t i = 0; i < dilations[which].size(); ++i) {
      const auto at = static_cast<std::int64_t>(i);
      const auto dilation = dilations[which][i];
      const auto wide =
          conv(leaky_relu(x, slope), w / "convs1" / at,
               {.padding = {(kernel * dilation - dilation) / 2}, .dilation = {dilation}});
      x = x + conv(leaky_relu(wide, slope), w / "convs2" / at, {.padding = {(kernel - 1) / 2}});
    }
    return x;
  }

  Value stage(Value x, Scope w, std::size_t i) const {
    const auto padding = (widths[i] - rates[i]) / 2;
    x = conv_transpose(leaky_relu(x, slope), w / "upsampler" / static_cast<std::int64_t>(i),
                       {rates[i]}, {padding});
    const auto block = [&](std::size_t j) {
      return residual_block(x, w / "resblocks" / static_cast<std::int64_t>(i * kernels.size() + j),
                            j);
    };
    auto sum = block(0);
    for (std::size_t j = 1; j < kernels.size(); ++j) sum = sum + block(j);
    return sum / number(w.graph(), static_cast<float>(kernels.size()));
  }

  [[nodiscard]] bool fits() const {
    return rates.size() == widths.size() && !kernels.empty() && kernels.size() == dilations.size();
  }
};

}  // namespace

Value hifi_gan(Value x, Value speaker, Scope w, const Config& config) {
  const HifiGan gan{config};
  if (!gan.fits()) {
    w.graph().problem("config.json: upsample_* or resblock_* have different lengths");
    return x;
  }
  x = conv(x, w / "conv_pre", {.padding = {3}});
  if (speaker.graph != nullptr) x = x + conv(speaker, w / "cond");
  for (std::size_t i = 0; i < gan.rates.size(); ++i) x = gan.stage(x, w, i);
  x = tanh(conv(leaky_relu(x, last_slope), w / "conv_post", {.padding = {3}}));
  return take(x, 0, 1);
}

}  // namespace hfi::architectures

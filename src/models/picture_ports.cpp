#include "models/picture_ports.h"

#include <algorithm>

#include "tensor/half.h"

namespace hfi::models {
namespace {

using runtime::Port;

constexpr auto canonical = "pixel_values";

std::string describe(const std::vector<Port>& ports) {
  std::string text;
  for (const auto& port : ports)
    text += (text.empty() ? "" : ", ") + port.name + " " + std::string(name_of(port.dtype)) + " " +
            to_string(port.shape);
  return text;
}

bool is_colour_count(std::int64_t extent) { return extent == 1 || extent == 3 || extent == 4; }

enum class Layout { channels_first, channels_last, unknown };

Layout layout_of(const Port& port) {
  const bool first = is_colour_count(port.shape[1]);
  const bool last = is_colour_count(port.shape[3]);
  if (port.name == canonical && !last) return Layout::channels_first;
  if (first != last) return first ? Layout::channels_first : Layout::channels_last;
  return Layout::unknown;
}

bool is_number(DType dtype) {
  return dtype == DType::f32 || dtype == DType::f16 || dtype == DType::u8;
}

// [1, c, h, w] -> [1, h, w, c]
Tensor with_channels_last(const Tensor& tensor) {
  const auto channels = static_cast<std::size_t>(tensor.dim(1));
  const auto area = static_cast<std::size_t>(tensor.dim(2) * tensor.dim(3));
  Tensor result(DType::f32, {1, tensor.dim(2), tensor.dim(3), tensor.dim(1)});
  const auto in = tensor.values<float>();
  const auto out = result.mutable_values<float>();
  for (std::size_t c = 0; c < channels; ++c)
    for (std::size_t i = 0; i < area; ++i) out[i * channels + c] = in[c * area + i];
  return result;
}

Tensor to_bytes(const Tensor& tensor) {
  Tensor result(DType::u8, tensor.shape());
  std::ranges::transform(
      tensor.values<float>(), result.mutable_values<std::uint8_t>().begin(),
      [](float x) { return static_cast<std::uint8_t>(std::clamp(x, 0.0F, 255.0F) + 0.5F); });
  return result;
}

// A network built for one size says so; anything else would be a failure in the middle of it.
Result<void> check_extents(const Port& port, const Tensor& pixels) {
  for (std::size_t axis = 1; axis < 4; ++axis)
    if (port.shape[axis] >= 0 && port.shape[axis] != pixels.dim(axis))
      return fail(ErrorCode::model_invalid, "preprocessor_config.json: pictures become " +
                                                to_string(pixels.shape()) + ", the model takes " +
                                                to_string(port.shape));
  return {};
}

// Which pixels are no padding: here all of them. Some exports of detectors ask, for a mask of a size of their own.
Tensor whole(const Port& mask, const Tensor& pixels) {
  const auto extent = [&](std::size_t axis) {
    return mask.shape[axis] >= 0 ? mask.shape[axis] : pixels.dim(axis + 1);
  };
  Tensor ones(DType::i64, {1, extent(1), extent(2)});
  std::ranges::fill(ones.mutable_values<std::int64_t>(), 1);
  return ones;
}

struct Adapter {
  Port port;
  Layout layout;
  std::optional<Port> mask;
  Forward forward;

  [[nodiscard]] Result<Tensor> fitted(const Tensor& pixels) const {
    auto tensor = layout == Layout::channels_last ? with_channels_last(pixels) : pixels;
    TRY(check_extents(port, tensor));
    if (port.dtype == DType::f16) return to_half(tensor);
    return port.dtype == DType::u8 ? to_bytes(tensor) : tensor;
  }

  Result<Items> operator()(const Items& items, const std::stop_token& stop) const {
    Items fitting = items;
    for (auto& item : fitting) {
      auto pixels = item.extract(canonical);
      if (!pixels) continue;
      if (mask) item.emplace(mask->name, whole(*mask, pixels.mapped()));
      item.emplace(port.name, TRY(fitted(pixels.mapped())));
    }
    auto answers = TRY(forward(fitting, stop));
    for (auto& answer : answers)
      for (auto& [name, tensor] : answer)
        if (tensor.dtype() == DType::f16) tensor = to_float(tensor);
    return answers;
  }
};

std::optional<Port> mask_of(const runtime::Session& session) {
  for (const auto& port : session.inputs())
    if (port.name == "pixel_mask" && port.dtype == DType::i64 && port.shape.size() == 3)
      return port;
  return std::nullopt;
}

}  // namespace

std::string describe_ports(const runtime::Session& session) {
  return "inputs: " + describe(session.inputs()) + "; outputs: " + describe(session.outputs());
}

Result<Forward> taking_pictures(const runtime::Session& session, Forward forward) {
  std::vector<Port> pictures;
  for (const auto& port : session.inputs())
    if (port.shape.size() == 4 && is_number(port.dtype) && !port.name.starts_with("past_"))
      pictures.push_back(port);
  const bool single = pictures.size() == 1;
  if (pictures.empty() || (!single && session.has_input(canonical))) return forward;
  const auto& port = pictures.front();
  const auto layout = layout_of(port);
  if (!single || layout == Layout::unknown) {
    if (session.inputs().size() > 1) return forward;  // no model of pictures alone
    return fail(ErrorCode::model_unsupported,
                "which extents of the picture are its channels, height and width cannot be told; " +
                    describe_ports(session));
  }
  return Adapter{port, layout, mask_of(session), std::move(forward)};
}

}  // namespace hfi::models

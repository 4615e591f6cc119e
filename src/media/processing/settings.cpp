#include "media/processing/settings.h"

namespace hfi::media {
namespace {

constexpr std::int64_t largest_edge = 16'384;  // that a configuration may ask for

class Reader {
 public:
  explicit Reader(const json::Object& config) : config_(config) {}

  void flag(std::string_view key, bool& out) {
    const auto* value = find(key);
    if (value == nullptr) return;
    if (value->is_bool())
      out = value->get_bool();
    else
      expect(key, "true or false");
  }

  void number(std::string_view key, double& out) {
    const auto* value = find(key);
    if (value == nullptr) return;
    if (value->is_number())
      out = value->to_number<double>();
    else
      expect(key, "a number");
  }

  void count(std::string_view key, std::int64_t& out) {
    if (const auto* value = find(key)) out = edge(key, *value);
  }

  // A number for all channels, or a list of one for each.
  void per_channel(std::string_view key, PerChannel& out) {
    const auto* value = find(key);
    if (value == nullptr) return;
    if (value->is_number()) return out.fill(value->to_number<float>());
    const auto* list = value->if_array();
    if (list == nullptr || (list->size() != 1 && list->size() != out.size()))
      return expect(key, "a list of 1 or 3 numbers");
    for (std::size_t i = 0; i < out.size(); ++i) {
      const auto& entry = (*list)[std::min(i, list->size() - 1)];
      if (!entry.is_number()) return expect(key, "numbers");
      out[i] = entry.to_number<float>();
    }
  }

  void resampling(Resampling& out) {
    const auto* value = find("resample");
    if (value == nullptr) return;
    if (value->is_int64() && value->get_int64() >= 0 && value->get_int64() <= 3)
      out = static_cast<Resampling>(value->get_int64());
    else
      expect("resample", "0 (nearest), 1 (lanczos), 2 (bilinear) or 3 (bicubic)");
  }

  void edges(std::string_view key, bool square, Edges& out) {
    const auto* value = find(key);
    if (value == nullptr) return;
    out = {};
    if (value->is_object()) return named_edges(key, value->get_object(), out);
    if (const auto* list = value->if_array(); list != nullptr && list->size() == 2) {
      out.height = edge(key, (*list)[0]);
      out.width = edge(key, (*list)[1]);
      return;
    }
    const auto length = edge(key, *value);
    if (square)
      out.height = out.width = length;
    else
      out.shortest_edge = length;
  }

  [[nodiscard]] Result<void> check() const {
    if (problem_.empty()) return {};
    return fail(ErrorCode::model_invalid, "preprocessor_config.json: " + problem_);
  }

 private:
  [[nodiscard]] const json::Value* find(std::string_view key) const {
    const auto* value = config_.if_contains(key);
    return value == nullptr || value->is_null() ? nullptr : value;
  }

  void expect(std::string_view key, std::string_view type) {
    if (problem_.empty()) problem_ = std::string(key) + ": expected " + std::string(type);
  }

  std::int64_t edge(std::string_view key, const json::Value& value) {
    if (value.is_int64() && value.get_int64() >= 0 && value.get_int64() <= largest_edge)
      return value.get_int64();
    expect(key, "whole numbers up to " + std::to_string(largest_edge));
    return 1;
  }

  void named_edges(std::string_view key, const json::Object& object, Edges& out) {
    const std::pair<const char*, std::optional<std::int64_t>*> names[] = {
        {"height", &out.height},
        {"width", &out.width},
        {"shortest_edge", &out.shortest_edge},
        {"longest_edge", &out.longest_edge},
        {"max_height", &out.max_height},
        {"max_width", &out.max_width}};
    for (const auto& [name, target] : names)
      if (const auto* value = object.if_contains(name); value != nullptr && !value->is_null())
        *target = edge(key, *value);
  }

  const json::Object& config_;
  std::string problem_{};
};

}  // namespace

Result<Settings> read_settings(const json::Object& config, Settings settings) {
  Reader reader(config);
  reader.flag("do_resize", settings.do_resize);
  reader.edges("size", settings.default_to_square, settings.size);
  reader.resampling(settings.resample);
  reader.flag("do_center_crop", settings.do_center_crop);
  reader.edges("crop_size", true, settings.crop_size);
  reader.flag("do_rescale", settings.do_rescale);
  reader.number("rescale_factor", settings.rescale_factor);
  reader.flag("do_normalize", settings.do_normalize);
  reader.per_channel("image_mean", settings.image_mean);
  reader.per_channel("image_std", settings.image_std);
  reader.flag("do_pad", settings.do_pad);
  reader.edges("pad_size", true, settings.pad_size);
  reader.flag("do_flip_channel_order", settings.do_flip_channel_order);
  reader.flag("do_convert_grayscale", settings.do_convert_grayscale);
  reader.number("crop_pct", settings.crop_pct);
  reader.count("ensure_multiple_of", settings.ensure_multiple_of);
  reader.flag("keep_aspect_ratio", settings.keep_aspect_ratio);
  reader.count("size_divisor", settings.size_divisor);
  TRY(reader.check());
  return settings;
}

}  // namespace hfi::media

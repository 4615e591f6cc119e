#include "golden/difference.h"

#include <algorithm>
#include <cmath>

#include "media/decode.h"
#include "media/sound/sound.h"

namespace hfi::golden {
namespace {

constexpr double smallest = 0.01;  // below it, errors count in absolute terms
constexpr double decibels = 60.0;  // between a sound and what differs from it
constexpr std::size_t rate_in_wav = 24;

std::string unlike(const json::Value& want, const json::Value& got, const std::string& at) {
  return at + ": expected " + json::dump(want).substr(0, 200) + ", got " +
         json::dump(got).substr(0, 200);
}

std::string difference_of_objects(const json::Object& want, const json::Object& got,
                                  double tolerance, const std::string& at) {
  for (const auto& member : got)
    if (!want.contains(member.key()))
      return at + ": did not expect \"" + std::string(member.key()) + "\"";
  for (const auto& member : want) {
    const auto* other = got.if_contains(member.key());
    const auto path = at + "." + std::string(member.key());
    if (other == nullptr) return path + ": missing";
    if (auto found = difference(member.value(), *other, tolerance, path); !found.empty())
      return found;
  }
  return "";
}

std::string difference_of_arrays(const json::Array& want, const json::Array& got, double tolerance,
                                 const std::string& at) {
  if (want.size() != got.size())
    return at + ": expected " + std::to_string(want.size()) + " elements, got " +
           std::to_string(got.size());
  for (std::size_t i = 0; i < want.size(); ++i) {
    auto found = difference(want[i], got[i], tolerance, at + "[" + std::to_string(i) + "]");
    if (!found.empty()) return found;
  }
  return "";
}

bool is(const char* media_type, const json::Value& value) {
  const auto start = std::string("data:") + media_type + ";";
  return value.is_string() && std::string_view(value.get_string()).starts_with(start);
}

std::string difference_of_sounds(const json::Value& want, const json::Value& got,
                                 const std::string& at) {
  const auto decode = [](const json::Value& uri) {
    const auto bytes = media::bytes_of(uri.get_string()).value();
    std::uint32_t rate = 0;
    bytes.copy(reinterpret_cast<char*>(&rate), sizeof rate, rate_in_wav);
    return media::decode_sound(bytes, static_cast<int>(rate)).value();
  };
  const auto a = decode(want);
  const auto b = decode(got);
  if (a.sample_rate != b.sample_rate) return at + ": sounds of different sample rates";
  if (a.samples.size() != b.samples.size())
    return at + ": expected " + std::to_string(a.samples.size()) + " samples, got " +
           std::to_string(b.samples.size());
  double signal = 0.0;
  double off = 0.0;
  for (std::size_t i = 0; i < a.samples.size(); ++i) {
    const double x = a.samples[i];
    signal += x * x;
    off += (x - b.samples[i]) * (x - b.samples[i]);
  }
  const auto ratio = 10.0 * std::log10(signal / off);
  return off == 0.0 || ratio >= decibels
             ? ""
             : at + ": the difference is only " + std::to_string(ratio) + " dB below the sound";
}

// Masks agree when all but a thousandth of what either covers is common, other pictures when no pixel is off by more
// than 1.
std::string difference_of_pictures(const json::Value& want, const json::Value& got,
                                   const std::string& at) {
  const auto decode = [](const json::Value& uri) {
    return media::decode_image(media::bytes_of(uri.get_string()).value()).value();
  };
  const auto a = decode(want);
  const auto b = decode(got);
  if (a.size != b.size) return at + ": pictures of different sizes";
  std::size_t common = 0;
  std::size_t covered = 0;
  int most = 0;
  bool binary = true;
  for (std::size_t i = 0; i < a.pixels.size(); ++i) {
    const int x = a.pixels[i];
    const int y = b.pixels[i];
    most = std::max(most, std::abs(x - y));
    binary = binary && (x == 0 || x == 255) && (y == 0 || y == 255);
    common += x > 0 && y > 0 ? 1U : 0U;
    covered += x > 0 || y > 0 ? 1U : 0U;
  }
  const auto share = static_cast<double>(common) / static_cast<double>(covered);
  if (binary)
    return covered == 0 || share >= 0.999
               ? ""
               : at + ": masks have " + std::to_string(share) + " in common";
  return most <= 1 ? "" : at + ": a pixel is off by " + std::to_string(most);
}

}  // namespace

std::string difference(const json::Value& want, const json::Value& got, double tolerance,
                       const std::string& at) {
  if (want.is_object() && got.is_object())
    return difference_of_objects(want.get_object(), got.get_object(), tolerance, at);
  if (want.is_array() && got.is_array())
    return difference_of_arrays(want.get_array(), got.get_array(), tolerance, at);
  if (want.is_double() && got.is_number()) {
    const auto wanted = want.get_double();
    const auto off = std::abs(wanted - got.to_number<double>());
    // not written as a negated comparison of the opposite: NaN must fail
    return off <= tolerance * std::max(std::abs(wanted), smallest) ? "" : unlike(want, got, at);
  }
  if (is("image/png", want) && is("image/png", got)) return difference_of_pictures(want, got, at);
  if (is("audio/wav", want) && is("audio/wav", got)) return difference_of_sounds(want, got, at);
  return want == got ? "" : unlike(want, got, at);
}

}  // namespace hfi::golden

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "media/sound/sound.h"

namespace hfi::media {
namespace {

void put(std::string& out, std::uint32_t value, int bytes) {
  for (int i = 0; i < bytes; ++i) out += static_cast<char>(value >> (8 * i));
}

}  // namespace

// RIFF WAVE, format 1 (PCM): a chunk "fmt " that describes the samples, a chunk "data" that holds them.
std::string encode_wav(std::span<const float> samples, int sample_rate) {
  constexpr std::uint32_t pcm = 1;
  constexpr std::uint32_t channels = 1;
  constexpr std::uint32_t width = 2;  // bytes
  const auto rate = static_cast<std::uint32_t>(sample_rate);
  const auto size = static_cast<std::uint32_t>(samples.size() * width);
  std::string out = "RIFF";
  out.reserve(44 + size);
  put(out, 36 + size, 4);
  out += "WAVEfmt ";
  put(out, 16, 4);
  put(out, pcm, 2);
  put(out, channels, 2);
  put(out, rate, 4);
  put(out, rate * width, 4);
  put(out, width, 2);
  put(out, 8 * width, 2);
  out += "data";
  put(out, size, 4);
  for (const auto sample : samples) {
    const auto scaled = std::lrintf(std::clamp(sample, -1.0F, 1.0F) * 32767.0F);
    put(out, static_cast<std::uint32_t>(static_cast<std::uint16_t>(scaled)), 2);
  }
  return out;
}

}  // namespace hfi::media

#include "golden/made_sound.h"

#include <cstdint>
#include <vector>

#include "media/sound/sound.h"

namespace hfi::golden {
namespace {

constexpr int rate = 16000;

// Whole numbers alone, so that both languages agree.
std::int32_t buzz(std::int32_t i) {
  const auto pitch = 3 + i / 4000 % 7 * 2;
  const auto loudness = i / 1000 % 5 * 40;
  return (i * pitch % 199 - 99) * loudness;
}

}  // namespace

std::string made_sound(double seconds, bool silent) {
  std::vector<float> samples(static_cast<std::size_t>(seconds * rate), 0.0F);
  for (std::size_t i = 0; i < samples.size() && !silent; ++i)
    samples[i] = static_cast<float>(buzz(static_cast<std::int32_t>(i))) / 32767.0F;
  return media::encode_wav(samples, rate);
}

}  // namespace hfi::golden

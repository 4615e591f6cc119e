#include <cstdlib>

#include "media/sound/sound.h"

// What is decoded is what was asked for: samples at the rate, no more of them than the limit allows.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace hfi;
  constexpr int sample_rate = 16000;
  constexpr media::SoundLimits limits{.seconds = 60};
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  const auto sound = media::decode_sound(bytes, sample_rate, limits);
  if (!sound) return 0;
  if (sound->sample_rate != sample_rate || sound->samples.empty() ||
      static_cast<double>(sound->samples.size()) > limits.seconds * sample_rate)
    std::abort();
  return 0;
}

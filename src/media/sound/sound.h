#pragma once
// Sound as the models of this program hear it: one channel of float32 samples, nominally from -1 to 1.

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace hfi::media {

struct Sound {
  std::vector<float> samples;
  int sample_rate;  // Hz
};

struct SoundLimits {
  double seconds = 4 * 3600.0;
};

// The first or best sound track of a file (WAV, FLAC, MP3, OGG, M4A, WebM, or a video), mixed down to one channel and
// resampled to `sample_rate`: what `ffmpeg -ac 1 -ar <rate> -f f32le` gives, which transformers' pipelines read
// (pipelines/audio_utils.py, ffmpeg_read). Fails with invalid_input when `bytes` are no sound, are cut off before the first
// sample, or are longer than the limit.
Result<Sound> decode_sound(std::string_view bytes, int sample_rate, const SoundLimits& limits = {});

// A WAV file of 16-bit samples; what lies outside -1 … 1 is clipped.
std::string encode_wav(std::span<const float> samples, int sample_rate);

}  // namespace hfi::media

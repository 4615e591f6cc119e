#pragma once
// Short-time Fourier transforms as energies per mel band. Reference: transformers, audio_utils.py, spectrogram.

#include <span>
#include <vector>

#include "media/sound/mel.h"

namespace hfi::media {

struct SpectrogramOptions {
  std::size_t frame_length;  // samples, the window's length
  std::size_t hop_length;
  std::size_t fft_length;         // at least frame_length, even; frames are filled up with zeros
  bool periodic_window = true;    // Hann
  bool centred = true;            // frames are centred on their time: the ends are mirrored
  bool remove_dc_offset = false;  // of each frame
  double preemphasis = 0.0;
};

// Frames that `samples` samples give.
std::size_t frames_of(std::size_t samples, const SpectrogramOptions& options);

class MelSpectrogram {
 public:
  MelSpectrogram(const SpectrogramOptions& options, const MelOptions& mel);

  // Power per filter, [filters] for each frame. REQUIRES: more samples than half a frame.
  [[nodiscard]] std::vector<std::vector<double>> operator()(std::span<const float> samples) const;

 private:
  void load_frame(std::span<const float> samples, std::ptrdiff_t start,
                  std::vector<double>& frame) const;

  SpectrogramOptions options_;
  std::vector<double> window_;
  std::vector<std::vector<double>> bank_;
};

}  // namespace hfi::media

#pragma once
// Mel filter banks. Reference: transformers, audio_utils.py, mel_filter_bank.

#include <cstddef>
#include <vector>

namespace hfi::media {

enum class MelScale { slaney, kaldi };

struct MelOptions {
  std::size_t frequency_bins = 0;  // fft_length / 2 + 1
  std::size_t filters = 0;
  double min_frequency = 0;  // Hz
  double max_frequency = 0;  // Hz
  int sample_rate = 0;       // Hz
  MelScale scale = MelScale::slaney;
  bool area_normalised = false;   // the reference's norm="slaney"
  bool triangles_in_mel = false;  // triangularize_in_mel_space
};

// Triangular filters as rows [filters][frequency_bins]. REQUIRES: two bins or more.
std::vector<std::vector<double>> mel_filter_bank(const MelOptions& options);

}  // namespace hfi::media

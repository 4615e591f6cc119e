#pragma once
// HiFi-GAN: latent frames to a waveform (arXiv 2010.05646, section 2.2), as VITS has it.

#include "graph/config.h"
#include "graph/nn.h"

namespace hfi::architectures {

// x [batch, channels, frames] -> [batch, frames * product of upsample_rates]. `speaker` [batch, size, 1] may be absent.
graph::Value hifi_gan(graph::Value x, graph::Value speaker, graph::Scope w,
                      const graph::Config& config);

}  // namespace hfi::architectures

// Sounds from strangers: what is broken is refused at once, costs no memory, and harms nobody.

#include "failures/hostile_sounds.h"

#include <gtest/gtest.h>

#include "core/base64.h"
#include "failures/bytes.h"

namespace hfi::failures {
namespace {

TEST(HostileSounds, AreRefusedAtOnceAndCostNothing) {
  HostileServer server("wav2vec2-audio-classification", "audio-classification", "audio_base64");
  const auto sounds = hostile_sounds();
  ASSERT_GE(sounds.size(), 30U);
  server.refuses(sounds, base64_encode(golden_file("sounds/s16.wav")));
}

}  // namespace
}  // namespace hfi::failures

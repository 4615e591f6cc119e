// Recordings in every format against what the reference hears in them.

#include "media/sound/sound.h"

#include <gtest/gtest.h>

#include <cmath>

#include "core/mapped_file.h"
#include "core/parse_json.h"

namespace hfi::media {
namespace {

constexpr std::size_t limit = std::size_t{16} << 20U;
const std::string folder = SOUNDS_DIR "/";

std::string recording(const std::string& name) { return *read_file(folder + name, limit); }

TEST(Sound, IsHeardAsTheReferenceHearsIt) {
  const auto heard = json::parse_object(recording("heard.json"));
  ASSERT_TRUE(heard);
  for (const auto& one : heard->at("sounds").as_array()) {
    const auto name = std::string(one.at("file").as_string());
    SCOPED_TRACE(name);
    const auto rate = one.at("sample_rate").to_number<int>();
    const auto sound = decode_sound(recording(name), rate);
    ASSERT_TRUE(sound) << sound.error().message;
    EXPECT_EQ(sound->sample_rate, rate);
    ASSERT_EQ(sound->samples.size(), one.at("count").to_number<std::size_t>());
    const auto step = one.at("step").to_number<std::size_t>();
    const auto& expected = one.at("samples").as_array();
    for (std::size_t i = 0; i < expected.size(); ++i)
      ASSERT_NEAR(sound->samples[i * step], expected[i].to_number<float>(), 1e-4)
          << "sample " << i * step;
  }
}

TEST(Sound, ThatIsNoneIsRefused) {
  for (const auto& bytes : {std::string(), std::string("x"), std::string(100'000, '\0'),
                            std::string("RIFF\xff\xff\xff\xffWAVEfmt "), recording("heard.json")}) {
    const auto sound = decode_sound(bytes, 16000);
    ASSERT_FALSE(sound);
    EXPECT_EQ(sound.error().code, ErrorCode::invalid_input);
  }
}

TEST(Sound, CutOffAtAnyPlaceIsShorterOrRefused) {
  for (const auto* name : {"s16.wav", "voice.flac", "voice.mp3", "voice-opus.ogg", "voice.m4a"}) {
    const auto whole = recording(name);
    const auto samples = decode_sound(whole, 16000)->samples.size();
    for (std::size_t size = 0; size < whole.size(); size += whole.size() / 16) {
      const auto sound = decode_sound(whole.substr(0, size), 16000);
      if (sound)
        EXPECT_LE(sound->samples.size(), samples + 16000 / 10) << name << " " << size;
      else
        EXPECT_EQ(sound.error().code, ErrorCode::invalid_input);
    }
  }
}

TEST(Sound, LongerThanTheLimitIsRefused) {
  const auto sound = decode_sound(recording("s16.wav"), 16000, {.seconds = 0.3});
  ASSERT_FALSE(sound);
  EXPECT_EQ(sound.error().code, ErrorCode::invalid_input);
}

TEST(Wav, HoldsTheSamples) {
  const std::vector<float> samples{0.0F, 0.5F, -0.5F, 2.0F, -2.0F};
  const auto back = decode_sound(encode_wav(samples, 8000), 8000);
  ASSERT_TRUE(back) << back.error().message;
  ASSERT_EQ(back->samples.size(), samples.size());
  for (std::size_t i = 0; i < samples.size(); ++i)
    EXPECT_NEAR(back->samples[i], std::clamp(samples[i], -1.0F, 1.0F), 1.0 / 16384) << i;
}

}  // namespace
}  // namespace hfi::media

// Features against those of the reference's extractors.

#include "models/features/feature_extractor.h"

#include <gtest/gtest.h>

#include "core/mapped_file.h"
#include "core/parse_json.h"
#include "fakes/temporary_folder.h"
#include "media/sound/sound.h"

namespace hfi::models {
namespace {

constexpr std::size_t limit = std::size_t{16} << 20U;
const std::string folder = SOUNDS_DIR "/";

Result<std::optional<FeatureExtractor>> extractor_of(const json::Object& config) {
  const fakes::TemporaryFolder repository;
  fakes::write_file(repository.path() / "preprocessor_config.json", json::dump(config));
  return read_feature_extractor(repository.path());
}

// Frame t, band f of what an extractor gives: [1, bands, frames] or [1, frames, bands].
float at(const Tensor& tensor, bool bands_first, std::size_t t, std::size_t f) {
  const auto columns = static_cast<std::size_t>(tensor.dim(2));
  return tensor.values<float>()[bands_first ? f * columns + t : t * columns + f];
}

TEST(Features, AreThoseOfTheReference) {
  const auto golden = json::parse_object(*read_file(folder + "heard.json", limit));
  ASSERT_TRUE(golden);
  for (const auto& one : golden->at("features").as_array()) {
    auto config = one.as_object();
    config["feature_extractor_type"] = one.at("type");
    const auto extractor = extractor_of(config);
    ASSERT_TRUE(extractor && *extractor);
    const auto sound =
        media::decode_sound(*read_file(folder + std::string(one.at("file").as_string()), limit),
                            (*extractor)->sample_rate);
    const auto inputs = (*extractor)->extract(sound->samples);
    const auto& tensor = inputs.begin()->second;
    const auto& shape = one.at("shape").as_array();
    ASSERT_EQ(tensor.shape(), (Shape{1, shape[0].as_int64(), shape[1].as_int64()}));
    const bool bands_first = one.at("type").as_string() == "WhisperFeatureExtractor";
    const auto step = one.at("step").to_number<std::size_t>();
    const auto& frames = one.at("frames").as_array();
    for (std::size_t i = 0; i < frames.size(); ++i)
      for (std::size_t f = 0; f < frames[i].as_array().size(); ++f)
        ASSERT_NEAR(at(tensor, bands_first, i * step, f),
                    frames[i].as_array()[f].to_number<float>(), 1e-4)
            << json::dump(one.at("type")) << " frame " << i * step << " band " << f;
  }
}

TEST(Features, SizesThatWouldTakeAllMemoryAreRefused) {
  const auto extractor = extractor_of(
      {{"feature_extractor_type", "WhisperFeatureExtractor"}, {"n_fft", 1'000'000'000}});
  ASSERT_FALSE(extractor);
  EXPECT_NE(extractor.error().message.find("preprocessor_config.json: n_fft"), std::string::npos)
      << extractor.error().message;
}

TEST(Features, AreNotThereWithoutAConfigurationOfThem) {
  EXPECT_FALSE(extractor_of({{"image_processor_type", "ViTImageProcessor"}})->has_value());
  EXPECT_FALSE(extractor_of({{"feature_extractor_type", "ViTFeatureExtractor"}})->has_value());
  const fakes::TemporaryFolder empty;
  EXPECT_FALSE(read_feature_extractor(empty.path())->has_value());
}

}  // namespace
}  // namespace hfi::models

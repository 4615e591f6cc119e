// Pictures against Pillow, torchvision and the image processors of transformers: tests/golden/pictures.

#include <gtest/gtest.h>

#include <cmath>

#include "core/mapped_file.h"
#include "core/parse_json.h"
#include "media/decode.h"
#include "media/processing/image_processor.h"

namespace hfi::media {
namespace {

std::string read(const std::string& name) {
  constexpr std::size_t limit = std::size_t{1} << 20U;
  const auto bytes = read_file(std::string(PICTURES_DIR "/") + name, limit);
  return bytes ? *bytes : throw std::runtime_error(bytes.error().message);
}

json::Array rows_of(const std::string& name) { return json::parse(read(name))->as_array(); }

Image load(const json::Object& row) {
  auto image = decode_image(read(std::string(row.at("file").as_string())));
  return image ? std::move(*image) : throw std::runtime_error(image.error().message);
}

// FNV-1a, 64 bits, as the generator computes it.
std::string hash_of(const Image& image) {
  std::uint64_t value = 0xCBF29CE484222325;
  for (const auto byte : image.pixels) value = (value ^ byte) * 0x100000001B3;
  std::string text;
  for (int shift = 60; shift >= 0; shift -= 4) text += "0123456789abcdef"[value >> shift & 15U];
  return text;
}

Size size_in(const json::Object& row) {
  return {row.at("height").as_int64(), row.at("width").as_int64()};
}

TEST(GoldenPictures, AreDecodedAsPillowDecodesThem) {
  const auto rows = rows_of("decoded.json");
  ASSERT_GE(rows.size(), 40U);
  for (const auto& row : rows) {
    SCOPED_TRACE(json::dump(row));
    const auto image = load(row.as_object());
    EXPECT_EQ(image.size, size_in(row.as_object()));
    EXPECT_EQ(hash_of(image), row.at("hash").as_string());
  }
}

TEST(GoldenPictures, AreResizedAsPillowAndTorchvisionResizeThem) {
  const auto rows = rows_of("resized.json");
  ASSERT_GE(rows.size(), 84U);
  for (const auto& row : rows) {
    SCOPED_TRACE(json::dump(row));
    const auto image = load(row.as_object());
    const auto filter = static_cast<Resampling>(row.at("filter").as_int64());
    const auto size = size_in(row.as_object());
    EXPECT_EQ(hash_of(resize(image, size, filter, Arithmetic::pillow)),
              row.at("pillow").as_string());
    if (const auto* torch = row.as_object().if_contains("torch")) {
      EXPECT_EQ(hash_of(resize(image, size, filter, Arithmetic::torch)), torch->as_string());
    }
  }
}

TEST(GoldenPictures, ArePreparedAsTheProcessorsPrepareThem) {
  const auto rows = rows_of("processed.json");
  ASSERT_GE(rows.size(), 51U);
  for (const auto& row : rows) {
    SCOPED_TRACE(json::dump(row).substr(0, 200));
    const auto processor = ImageProcessor::from_config(row.at("config").as_object(), "");
    ASSERT_TRUE(processor) << processor.error().message;
    const auto tensor = processor->pixel_values(load(row.as_object()));
    ASSERT_TRUE(tensor) << tensor.error().message;
    Shape shape;
    for (const auto& extent : row.at("shape").as_array()) shape.push_back(extent.as_int64());
    ASSERT_EQ(tensor->shape(), shape);
    const auto step = static_cast<std::size_t>(row.at("step").as_int64());
    std::size_t at = 0;
    for (const auto& value : row.at("values").as_array()) {
      const auto wanted = value.to_number<double>();
      ASSERT_NEAR(tensor->values<float>()[at], wanted, 1e-6 * std::max(1.0, std::abs(wanted)));
      at += step;
    }
  }
}

}  // namespace
}  // namespace hfi::media

#include "media/decode.h"

#include <gtest/gtest.h>

#include "media/encode.h"

namespace hfi::media {
namespace {

Image gradient(Size size, std::int64_t channels) {
  auto image = blank(size, channels);
  for (std::size_t i = 0; i < image.pixels.size(); ++i)
    image.pixels[i] = static_cast<std::uint8_t>(i * 7);
  return image;
}

TEST(Decode, ReadsWhatEncodeWrites) {
  const auto image = gradient({9, 13}, 3);
  const auto decoded = decode_image(encode_png(image));
  ASSERT_TRUE(decoded) << decoded.error().message;
  EXPECT_EQ(decoded->size, image.size);
  EXPECT_EQ(decoded->pixels, image.pixels);
}

TEST(Decode, GreyBecomesThreeEqualChannels) {
  const auto decoded = decode_image(encode_png(gradient({2, 2}, 1)));
  ASSERT_TRUE(decoded) << decoded.error().message;
  EXPECT_EQ(decoded->pixels, (Pixels{0, 0, 0, 7, 7, 7, 14, 14, 14, 21, 21, 21}));
}

TEST(Decode, LimitsAreLookedAtBeforeThePixels) {
  const auto png = encode_png(gradient({10, 20}, 3));
  EXPECT_TRUE(decode_image(png, {.pixels = 200}));
  const auto refused = decode_image(png, {.pixels = 199});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::invalid_input);
  EXPECT_NE(refused.error().message.find("20 x 10"), std::string::npos) << refused.error().message;
  EXPECT_FALSE(decode_image(png, {.bytes = png.size() - 1}));
  EXPECT_FALSE(decode_image(png, {.edge = 19}));
}

TEST(Decode, EveryPrefixOfAPictureIsRefusedOrComplete) {
  const auto png = encode_png(gradient({5, 5}, 3));
  for (std::size_t length = 0; length + 16 < png.size(); ++length)
    EXPECT_FALSE(decode_image(std::string_view(png).substr(0, length))) << length;
}

TEST(DataUri, WithAndWithoutItsHead) {
  EXPECT_EQ(*bytes_of("data:image/png;base64,aGFsbG8="), "hallo");
  EXPECT_EQ(*bytes_of("aGFsbG8="), "hallo");
  EXPECT_FALSE(bytes_of("data:image/png,hallo"));
  EXPECT_FALSE(bytes_of("hall\xC3\xB6"));
}

TEST(Upright, MirrorsAndTurns) {
  Image image{{1, 2}, 1, {1, 2}};
  EXPECT_EQ(upright(image, 1).pixels, (Pixels{1, 2}));
  EXPECT_EQ(upright(image, 2).pixels, (Pixels{2, 1}));
  EXPECT_EQ(upright(image, 6).size, (Size{2, 1}));
  EXPECT_EQ(upright(image, 8).pixels, (Pixels{2, 1}));
}

}  // namespace
}  // namespace hfi::media

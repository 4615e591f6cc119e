#include "core/base64.h"

#include <gtest/gtest.h>

namespace hfi {
namespace {

TEST(Base64, ReadsBackWhatItWrites) {
  for (const std::string bytes : {"", "f", "fo", "foo", "foob", "fooba", "foobar"})
    EXPECT_EQ(base64_decode(base64_encode(bytes)), bytes);
  EXPECT_EQ(base64_encode("fooba"), "Zm9vYmE=");
}

TEST(Base64, TakesLineBreaksAndMissingPadding) {
  EXPECT_EQ(base64_decode("Zm9v\r\nYmE="), "fooba");
  EXPECT_EQ(base64_decode("Zm9vYmE"), "fooba");
}

TEST(Base64, RefusesWhatIsNotBase64) {
  EXPECT_FALSE(base64_decode("Zm9*"));
  EXPECT_FALSE(base64_decode("Z"));
  EXPECT_FALSE(base64_decode("Zm=v"));
}

}  // namespace
}  // namespace hfi

// Pictures from strangers: what is broken is refused at once, costs no memory, and harms nobody.

#include "failures/hostile_pictures.h"

#include <gtest/gtest.h>

#include "core/base64.h"
#include "failures/bytes.h"

namespace hfi::failures {
namespace {

TEST(HostilePictures, AreRefusedAtOnceAndCostNothing) {
  HostileServer server("vit-image-classification", "image-classification", "image_base64");
  const auto pictures = hostile_pictures();
  ASSERT_GE(pictures.size(), 40U);
  server.refuses(pictures, base64_encode(golden_file("pictures/photo.jpg")));
}

}  // namespace
}  // namespace hfi::failures

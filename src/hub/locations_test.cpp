#include "hub/locations.h"

#include <gtest/gtest.h>

namespace hfi::hub {
namespace {

std::string cache(const Environment& environment) {
  const auto found = locations(environment);
  return found ? found->cache_dir.string() : "error: " + found.error().message;
}

TEST(Locations, AreThoseOfHuggingfaceHub) {
  EXPECT_EQ(cache({{"HOME", "/home/u"}}), "/home/u/.cache/huggingface/hub");
  EXPECT_EQ(cache({{"HOME", "/home/u"}, {"XDG_CACHE_HOME", "/x"}}), "/x/huggingface/hub");
  EXPECT_EQ(cache({{"HOME", "/home/u"}, {"XDG_CACHE_HOME", "/x"}, {"HF_HOME", "~/hf"}}),
            "/home/u/hf/hub");
  EXPECT_EQ(cache({{"HF_HOME", "/hf"}, {"HUGGINGFACE_HUB_CACHE", "/old"}}), "/old");
  EXPECT_EQ(
      cache({{"HF_HOME", "/hf"}, {"HUGGINGFACE_HUB_CACHE", "/old"}, {"HF_HUB_CACHE", "/new"}}),
      "/new");
}

TEST(Locations, ExpandVariablesAndLeaveUnknownOnes) {
  EXPECT_EQ(cache({{"HF_HUB_CACHE", "$DISK/${NAME}x/$NOTHING/$"}, {"DISK", "/d"}, {"NAME", "n"}}),
            "/d/nx/$NOTHING/$");
}

TEST(Locations, NeedAHomeOnlyWhenOneHasToBeExpanded) {
  EXPECT_EQ(cache({{"HF_HOME", "/hf"}}), "/hf/hub");
  EXPECT_EQ(locations({}).error().code, ErrorCode::invalid_option);
  EXPECT_NE(
      cache({{"HF_HUB_CACHE", "~other/hub"}, {"HF_HOME", "/hf"}, {"HOME", "/h"}}).find("~other"),
      std::string::npos);
}

TEST(Locations, PutTheTokenBesideTheCacheUnlessItIsNamed) {
  EXPECT_EQ(locations({{"HOME", "/h"}})->token_file, "/h/.cache/huggingface/token");
  EXPECT_EQ(locations({{"HF_HOME", "/hf"}, {"HF_TOKEN_PATH", "/secret/token"}})->token_file,
            "/secret/token");
}

}  // namespace
}  // namespace hfi::hub

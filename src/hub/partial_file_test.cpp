#include "hub/partial_file.h"

#include <gtest/gtest.h>

#include "fakes/temporary_folder.h"

namespace hfi::hub {
namespace {

namespace fs = std::filesystem;

class Partial : public testing::Test {
 protected:
  PartialFile open(std::uint64_t bytes = 10) {
    auto file = PartialFile::open(blob, bytes, 4);
    EXPECT_TRUE(file) << file.error().message;
    return std::move(*file);
  }
  [[nodiscard]] std::size_t files() const {
    return static_cast<std::size_t>(
        std::distance(fs::directory_iterator(blob.parent_path()), fs::directory_iterator()));
  }

  fakes::TemporaryFolder folder;
  fs::path blob = folder.path() / "blobs/abc";
};

TEST_F(Partial, FileIsFilledInPartsAndThenGetsItsName) {
  auto file = open();
  ASSERT_EQ(file.parts().size(), 3U);
  ASSERT_TRUE(file.write(2, "89"));
  ASSERT_TRUE(file.write(0, "01"));
  ASSERT_TRUE(file.write(0, "23"));
  EXPECT_FALSE(fs::exists(blob));
  EXPECT_FALSE(file.complete());
  ASSERT_TRUE(file.write(1, "4567"));
  EXPECT_TRUE(file.complete());
  EXPECT_EQ(*file.read(3, 100), "3456789");
  ASSERT_TRUE(file.publish());
  EXPECT_EQ(fakes::content_of(blob), "0123456789");
  EXPECT_EQ(files(), 1U);
}

TEST_F(Partial, FileIsContinuedByTheNextProcess) {
  {
    auto file = open();
    EXPECT_FALSE(file.continued());
    ASSERT_TRUE(file.write(1, "456"));
    ASSERT_TRUE(file.set_etag("\"x\""));
    ASSERT_TRUE(file.write(2, "8"));
  }
  EXPECT_EQ(partial_bytes_done(blob, 10), 4U);
  const auto file = open();
  EXPECT_TRUE(file.continued());
  EXPECT_EQ(file.parts()[1].done, 3U);
  EXPECT_EQ(file.parts()[2].done, 1U);
  EXPECT_EQ(file.etag(), "\"x\"");
  EXPECT_EQ(*file.read(4, 3), "456");
}

TEST_F(Partial, FileNeverTakesMoreThanIsMissing) {
  auto file = open();
  EXPECT_EQ(file.write(2, "89A").error().code, ErrorCode::hub_invalid);
  EXPECT_EQ(file.done(), 0U);
}

TEST_F(Partial, FileBeginsAnewWhenItsJournalDoesNotFit) {
  const auto journal = blob.string() + ".68666931.parts.incomplete";
  for (const auto* damage : {"size", "truncated", "hole", "done", "garbage"}) {
    {
      auto file = open();
      ASSERT_TRUE(file.restart());
      ASSERT_TRUE(file.write(0, "0123"));
    }
    auto text = fakes::content_of(journal);
    if (damage == std::string("size")) fs::resize_file(blob.string() + ".68666931.incomplete", 9);
    if (damage == std::string("truncated")) text.resize(text.size() - 7);
    if (damage == std::string("hole"))
      text.replace(text.find("0\n") + 2, 20, "00000000000000000001");
    if (damage == std::string("done"))
      text.replace(text.rfind(" ") - 20, 20, "99999999999999999999");
    if (damage == std::string("garbage")) text = "?";
    fakes::write_file(journal, text);
    EXPECT_FALSE(open().continued()) << damage;
    EXPECT_EQ(open().done(), 0U) << damage;
  }
}

TEST_F(Partial, FileOfNoBytesIsCompleteAtOnce) {
  auto file = open(0);
  EXPECT_TRUE(file.complete());
  ASSERT_TRUE(file.publish());
  EXPECT_EQ(fs::file_size(blob), 0U);
}

TEST_F(Partial, FileLeavesNothingWhenItIsDiscarded) {
  ASSERT_TRUE(open().write(0, "01"));
  ASSERT_TRUE(discard_partial(blob));
  ASSERT_TRUE(discard_partial(blob));
  EXPECT_EQ(files(), 0U);
}

}  // namespace
}  // namespace hfi::hub

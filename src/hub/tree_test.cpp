#include "hub/tree.h"

#include <gtest/gtest.h>

#include "fakes/cached_model.h"

namespace hfi::hub {
namespace {

const std::string sha1(40, '1');
const std::string sha256(64, '2');

Tree example() {
  return {.commit = fakes::first_commit,
          .files = {{.path = "config.json", .bytes = 519, .blob_id = sha1},
                    {.path = "model.safetensors",
                     .bytes = 1234,
                     .blob_id = sha1,
                     .sha256 = sha256,
                     .lfs_bytes = 1234,
                     .xet_hash = sha256},
                    {.path = "\xc3\xa4 \"\xf0\x9f\x98\x80\"", .bytes = 0, .blob_id = sha1}}};
}

TEST(Tree, IsWrittenAsPythonsJsonModuleDoes) {
  fakes::TemporaryFolder folder;
  ASSERT_TRUE(write_tree(folder.path(), example()));
  EXPECT_EQ(fakes::content_of(folder.path() / "trees" / (fakes::first_commit + ".json")),
            "{\n \"format_version\": 1,\n \"files\": {\n"
            "  \"config.json\": {\n   \"size\": 519,\n   \"blob_id\": \"" +
                sha1 +
                "\"\n  },\n"
                "  \"model.safetensors\": {\n   \"size\": 1234,\n   \"blob_id\": \"" +
                sha1 +
                "\",\n"
                "   \"lfs_sha256\": \"" +
                sha256 + "\",\n   \"lfs_size\": 1234,\n   \"xet_hash\": \"" + sha256 +
                "\"\n  },\n"
                "  \"\\u00e4 \\\"\\ud83d\\ude00\\\"\": {\n   \"size\": 0,\n   \"blob_id\": \"" +
                sha1 + "\"\n  }\n }\n}");
}

TEST(Tree, ReadsBackWhatItWrites) {
  fakes::TemporaryFolder folder;
  ASSERT_TRUE(write_tree(folder.path(), example()));
  const auto tree = read_tree(folder.path(), fakes::first_commit);
  ASSERT_TRUE(tree && *tree);
  EXPECT_EQ((*tree)->files, example().files);
  EXPECT_EQ(blob_name(*find_file(**tree, "model.safetensors")), sha256);
  EXPECT_EQ(blob_name(*find_file(**tree, "config.json")), sha1);
  EXPECT_EQ(find_file(**tree, "model"), nullptr);
  EXPECT_FALSE(*read_tree(folder.path(), fakes::second_commit));
}

TEST(Tree, SaysThatItsCopyIsDamaged) {
  fakes::TemporaryFolder folder;
  for (const auto* text :
       {"", "{", "[]", R"({"format_version": 2, "files": {}})", R"({"format_version": 1})",
        R"({"format_version": 1, "files": {"a": {"size": 1}}})",
        R"({"format_version": 1, "files": {"../a": {"size": 1, "blob_id": "x"}}})"}) {
    fakes::write_file(folder.path() / "trees" / (fakes::first_commit + ".json"), text);
    const auto tree = read_tree(folder.path(), fakes::first_commit);
    ASSERT_FALSE(tree) << text;
    EXPECT_EQ(tree.error().code, ErrorCode::model_invalid);
  }
}

TEST(Tree, RefusesWhatCannotBeStored) {
  const auto code = [](TreeFile file) {
    auto tree = example();
    tree.files.push_back(std::move(file));
    const auto checked = checked_tree(std::move(tree));
    return checked ? ErrorCode::internal_error : checked.error().code;
  };
  EXPECT_EQ(code({.path = "a", .blob_id = sha1}), ErrorCode::internal_error);
  EXPECT_EQ(code({.path = "../a", .blob_id = sha1}), ErrorCode::hub_invalid);
  EXPECT_EQ(code({.path = "a", .blob_id = "../a"}), ErrorCode::hub_invalid);
  EXPECT_EQ(code({.path = "a", .blob_id = sha1, .sha256 = "/etc/passwd"}), ErrorCode::hub_invalid);
  EXPECT_EQ(code({.path = "config.json", .blob_id = sha1}), ErrorCode::hub_invalid);
}

}  // namespace
}  // namespace hfi::hub

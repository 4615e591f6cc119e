#include "hub/names.h"

#include <gtest/gtest.h>

namespace hfi::hub {
namespace {

TEST(ModelId, IsANameWithOrWithoutANamespace) {
  for (const auto* id : {"gpt2", "google/vit-base-patch16-224", "Foo-BAR_foo.bar123", "a/_b_"})
    EXPECT_TRUE(check_model_id(id)) << id;
}

TEST(ModelId, NeverLeavesItsFolder) {
  for (const auto* id :
       {"",   "/",  "a/",   "/a",   "a/b/c", "..",      "a/..", "../etc", ".a",       "a.",
        "-a", "a-", "a--b", "a..b", "a b",   "a/b.git", "a\\b", "a%2fb",  "\xc3\xa4", "a\n"})
    EXPECT_FALSE(check_model_id(id)) << id;
  EXPECT_FALSE(check_model_id(std::string(97, 'a')));
  EXPECT_FALSE(check_model_id(std::string_view("a\0b", 3)));
}

TEST(Revision, IsABranchATagOrACommit) {
  for (const auto* revision :
       {"main", "v1.0", "refs/pr/1", "feature/x", "0123456789abcdef0123456789abcdef01234567"})
    EXPECT_TRUE(check_revision(revision)) << revision;
}

TEST(Revision, NeverLeavesItsFolder) {
  for (const auto* revision : {"", "..", "../x", "a/../b", "/main", "main/", "a//b", "a b", "a~1",
                               "a^", "a:b", "@{1}", "main.lock", "a\tb", "\\..\\x"})
    EXPECT_FALSE(check_revision(revision)) << revision;
}

TEST(FilePath, NeverLeavesTheRepository) {
  for (const auto* path :
       {"config.json", "onnx/model.onnx", "a b/\xc3\xa4.txt", "..a/b..", "1_Pooling/config.json"})
    EXPECT_TRUE(check_file_path(path)) << path;
  for (const auto* path : {"", "/etc/passwd", "../x", "a/../../x", "a/./b", "a//b", "a/", "a\nb"})
    EXPECT_FALSE(check_file_path(path)) << path;
  EXPECT_FALSE(check_file_path(std::string(256, 'a')));
  EXPECT_FALSE(check_file_path("a" + std::string(3000, '/')));
}

TEST(Folder, StandsForOneModel) {
  EXPECT_EQ(folder_of("org/name"), "models--org--name");
  EXPECT_EQ(folder_of("gpt2"), "models--gpt2");
  EXPECT_EQ(model_id_of("models--org--name"), "org/name");
  EXPECT_EQ(model_id_of("models--gpt2"), "gpt2");
  EXPECT_FALSE(model_id_of("datasets--org--name"));
  EXPECT_FALSE(model_id_of("models--a--b--c"));
  EXPECT_FALSE(model_id_of(".locks"));
}

TEST(Commit, IsFortyHexadecimalDigits) {
  EXPECT_TRUE(is_commit("0123456789abcdef0123456789abcdef01234567"));
  EXPECT_FALSE(is_commit("0123456789ABCDEF0123456789abcdef01234567"));
  EXPECT_FALSE(is_commit("0123456"));
  EXPECT_FALSE(is_commit("main"));
}

}  // namespace
}  // namespace hfi::hub

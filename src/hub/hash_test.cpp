#include "hub/hash.h"

#include <gtest/gtest.h>

namespace hfi::hub {
namespace {

TEST(Hash, IsSha256) {
  auto hash = Hash::sha256();  // FIPS 180-2, appendix B.1
  hash.add("a");
  hash.add("bc");
  EXPECT_EQ(hash.hex(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(Hash, NamesAFileAsGitDoes) {
  auto hash = Hash::git_blob(6);
  hash.add("hello\n");
  EXPECT_EQ(hash.hex(), "ce013625030ba8dba906f756967f9e9ca394464a");
  EXPECT_EQ(Hash::git_blob(0).hex(), "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391");
}

}  // namespace
}  // namespace hfi::hub

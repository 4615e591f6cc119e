// The documentation page as it is compiled into the program.

#include <gtest/gtest.h>

#include <cstdlib>
#include <set>

#include "contract/read_file.h"
#include "server/docs/docs_files.h"
#include "tasks/contract/embedded_schemas.h"

namespace hfi::server {
namespace {

TEST(EmbeddedFiles, AreWhatLiesOnDisk) {
  for (const auto& file : docs_files())
    EXPECT_EQ(file.content, read_file("src/server/docs/" + std::string(file.path)));
  for (const auto& file : tasks::embedded_schemas())
    EXPECT_EQ(file.content, read_file("src/tasks/" + std::string(file.path)));
}

// What stands between `opening` and the next quotation mark of either kind, wherever it occurs.
std::vector<std::string> named_after(std::string_view opening, std::string_view content) {
  std::vector<std::string> names;
  for (auto at = content.find(opening); at != std::string_view::npos; at = content.find(opening)) {
    content.remove_prefix(at + opening.size());
    names.emplace_back(content.substr(0, content.find_first_of("\"'")));
  }
  return names;
}

TEST(DocsPage, LoadsNothingFromElsewhereAndEverythingThatItNames) {
  std::set<std::string, std::less<>> files;
  for (const auto& file : docs_files()) files.emplace(file.path);
  ASSERT_TRUE(files.contains("docs.html"));
  for (const auto& file : docs_files()) {
    EXPECT_EQ(file.content.find("://"), std::string_view::npos) << file.path;
    for (const auto* opening : {"\"/docs/", "from './"})
      for (const auto& name : named_after(opening, file.content))
        EXPECT_TRUE(files.contains(name)) << name;
  }
}

TEST(DocsPage, KeepsToAStrictContentSecurityPolicy) {
  for (const auto& file : docs_files()) {
    EXPECT_EQ(file.content.find("style="), std::string_view::npos) << file.path;
    EXPECT_EQ(file.content.find("innerHTML"), std::string_view::npos) << file.path;
    EXPECT_EQ(file.content.find("<script>"), std::string_view::npos) << file.path;
  }
}

// The scripts of this folder, *_test.mjs: the page's commands and the generated types.
TEST(Scripts, PassTheirOwnTests) {
  const auto log = std::filesystem::path(BINARY_DIR) / "contract_scripts.log";
  const std::string command =
      "node --test '" SOURCE_DIR "/tests/contract/' > '" + log.string() + "' 2>&1";
  EXPECT_EQ(std::system(command.c_str()), 0) << "see " << log;
}

}  // namespace
}  // namespace hfi::server

// The documentation page as it is compiled into the program.

#include <gtest/gtest.h>

#include <regex>
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

TEST(DocsPage, LoadsNothingFromElsewhereAndEverythingThatItNames) {
  std::set<std::string> names;
  for (const auto& file : docs_files()) names.emplace(file.path);
  ASSERT_TRUE(names.contains("docs.html"));
  const std::regex named(R"re((?:"/docs/|from "\./)([a-z_]+\.[a-z]+)")re");
  for (const auto& file : docs_files()) {
    const std::string content(file.content);
    EXPECT_EQ(content.find("://"), std::string::npos) << file.path;
    for (std::sregex_iterator match(content.begin(), content.end(), named), end; match != end;
         ++match)
      EXPECT_TRUE(names.contains((*match)[1])) << (*match)[1];
  }
}

TEST(DocsPage, KeepsToAStrictContentSecurityPolicy) {
  for (const auto& file : docs_files()) {
    EXPECT_EQ(file.content.find("style="), std::string_view::npos) << file.path;
    EXPECT_EQ(file.content.find("innerHTML"), std::string_view::npos) << file.path;
    EXPECT_EQ(file.content.find("<script>"), std::string_view::npos) << file.path;
  }
}

}  // namespace
}  // namespace hfi::server

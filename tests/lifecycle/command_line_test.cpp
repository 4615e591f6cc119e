// hf-inference pull, models, check, rm and run, as a shell calls them.

#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <cstdio>

#include "fakes/fake_hub.h"
#include "fakes/temporary_folder.h"
#include "golden/golden_cache.h"
#include "lifecycle/hub_server.h"

namespace hfi::lifecycle {
namespace {

struct Ended {
  int code = -1;
  std::string output{};  // of both kinds
};

Ended shell(const std::string& command) {
  Ended ended;
  auto* pipe = ::popen((command + " 2>&1").c_str(), "r");
  std::array<char, 4096> buffer{};
  while (const auto count = std::fread(buffer.data(), 1, buffer.size(), pipe))
    ended.output.append(buffer.data(), count);
  const int status = ::pclose(pipe);
  ended.code = WIFEXITED(status) ? WEXITSTATUS(status) : 128;
  return ended;
}

class CommandLine : public testing::Test {
 protected:
  [[nodiscard]] Ended call(const std::string& command) const {
    return shell(std::string(PROGRAM) + " " + command + " --cache-dir " + folder.path().string() +
                 " --hub-url " + hub.url());
  }
  fakes::TemporaryFolder folder;
  fakes::FakeHub hub{{golden_repository("bert-text-classification", "bert"),
                      golden_repository("bert-fill-mask", "mask")}};
};

TEST_F(CommandLine, PullBringsAModelThatThenRunsOffline) {
  const auto pulled = call("pull golden/bert");
  EXPECT_EQ(pulled.code, 0) << pulled.output;
  EXPECT_NE(pulled.output.find("snapshots/" + fakes::git_sha1_of("bert")), std::string::npos)
      << pulled.output;
  const auto models = call("models");
  EXPECT_EQ(models.code, 0);
  EXPECT_NE(models.output.find("golden/bert"), std::string::npos) << models.output;
  const auto answered =
      call("run golden/bert --task text-classification --text Film --offline --threads 1");
  EXPECT_EQ(answered.code, 0) << answered.output;
  EXPECT_NE(answered.output.find("task_output"), std::string::npos);

  const auto removed = call("rm golden/bert");
  EXPECT_EQ(removed.code, 0) << removed.output;
  EXPECT_NE(removed.output.find("freed"), std::string::npos);
  EXPECT_EQ(call("rm golden/bert").code, 1);
}

TEST_F(CommandLine, ACompleteSnapshotNeedsNoNetworkAtAll) {
  ASSERT_EQ(call("pull golden/bert").code, 0);
  const std::string cut_off = ::geteuid() == 0 ? "unshare -n " : "unshare -rn ";
  const auto command = " run golden/bert --task text-classification --text Film --cache-dir " +
                       folder.path().string();
  const auto answered = shell(cut_off + PROGRAM + command + " --offline");
  EXPECT_EQ(answered.code, 0) << answered.output;
  EXPECT_NE(answered.output.find("task_output"), std::string::npos) << answered.output;
}

TEST_F(CommandLine, CheckAnswersWithItsExitCode) {
  const auto runs = call("check golden/bert");
  EXPECT_EQ(runs.code, 0) << runs.output;
  EXPECT_TRUE(runs.output.starts_with("runs here  golden/bert")) << runs.output;
  const auto does_not = call("check golden/bert --task text-to-3d");
  EXPECT_EQ(does_not.code, 3) << does_not.output;
  EXPECT_NE(does_not.output.find("task_not_supported"), std::string::npos);
  const auto unknown = call("check golden/none");
  EXPECT_EQ(unknown.code, 1) << unknown.output;
  EXPECT_NE(unknown.output.find("model_not_found"), std::string::npos);
  EXPECT_TRUE(call("check golden/bert --json").output.starts_with("{"));
}

TEST_F(CommandLine, ModelsOfTheHubComeWithTheVerdict) {
  const auto listed = call("models --hub --search golden");
  EXPECT_EQ(listed.code, 0) << listed.output;
  EXPECT_NE(listed.output.find("runs"), std::string::npos) << listed.output;
  EXPECT_EQ(call("models --search golden").code, 2) << "--search without --hub";
}

TEST_F(CommandLine, HelpTellsOfEveryCommand) {
  const auto help = shell(std::string(PROGRAM) + " --help");
  EXPECT_EQ(help.code, 0);
  for (const auto* command :
       {"serve", "run", "pull", "models", "check", "rm", "tasks", "version"}) {
    EXPECT_NE(help.output.find(std::string("  ") + command + " "), std::string::npos) << command;
    EXPECT_EQ(shell(std::string(PROGRAM) + " " + command + " --help").code, 0) << command;
  }
  EXPECT_EQ(shell(std::string(PROGRAM) + " pull").code, 2);
}

}  // namespace
}  // namespace hfi::lifecycle

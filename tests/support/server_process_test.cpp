#include "support/server_process.h"

#include <gtest/gtest.h>

#include <csignal>

namespace hfi::support {
namespace {

using namespace std::chrono_literals;

ServerProcess::Options shell(const std::string& script) {
  return {.program = "/bin/sh", .arguments = {"-c", script}, .patience = 5s};
}

TEST(ServerProcess, WaitsForTheLineAndReadsThePort) {
  auto process = ServerProcess::start(
      shell("echo early; echo late >&2; sleep 0.05; echo listening on http://127.0.0.1:4321; "
            "exec sleep 60"));
  ASSERT_TRUE(process) << process.error().message;
  EXPECT_EQ(process->port(), 4321);
  EXPECT_EQ(process->output(), "early\nlistening on http://127.0.0.1:4321\n");
  EXPECT_EQ(process->errors(), "late\n");
  EXPECT_EQ(process->terminate(5s), 128 + SIGTERM);
}

TEST(ServerProcess, CollectsTheExitCodeAfterASignal) {
  auto options = shell(
      "trap 'kill $!; exit 3' TERM; echo \"listening on http://[::1]:$PORT\"; sleep 60 & wait");
  options.environment = {"PORT=99"};
  auto process = ServerProcess::start(options);
  ASSERT_TRUE(process) << process.error().message;
  EXPECT_EQ(process->port(), 99);
  EXPECT_EQ(process->terminate(5s), 3);
}

TEST(ServerProcess, SaysWhyAProgramDoesNotListen) {
  const auto process = ServerProcess::start(shell("echo no model >&2; exit 7"));
  ASSERT_FALSE(process);
  EXPECT_NE(process.error().message.find("exit code 7"), std::string::npos);
  EXPECT_NE(process.error().message.find("no model"), std::string::npos);
}

TEST(ServerProcess, IsKilledWithItsOwner) {
  pid_t pid = 0;
  {
    const auto process = ServerProcess::start(
        shell("trap '' TERM; echo listening on http://127.0.0.1:1; while :; do sleep 1; done"));
    ASSERT_TRUE(process) << process.error().message;
    pid = process->pid();
    ASSERT_EQ(::kill(pid, 0), 0);
  }
  EXPECT_NE(::kill(pid, 0), 0);
}

}  // namespace
}  // namespace hfi::support

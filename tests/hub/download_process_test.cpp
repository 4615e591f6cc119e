// Downloads in a process of their own: killed in the middle, beside another process, on a disk that is too small.
#include <fcntl.h>
#include <sched.h>
#include <spawn.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdlib>
#include <thread>

#include "core/error_table.h"
#include "hub/download_fixture.h"

namespace hfi::hub {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

constexpr std::size_t size = 12U << 20U;

std::string setting(const char* name) {
  const auto* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

// What the child does: fetches org/name from HUB_URL into HUB_CACHE and writes how it ended to HUB_OUTCOME.
Result<Snapshot> fetch_as_told() {
  const HubOptions options{.endpoint = setting("HUB_URL"), .cache_dir = setting("HUB_CACHE")};
  const auto client = TRY(open_client(options, system_clock()));
  DownloadRequest request{.model = TRY(find_remote(client, "org/name", "main", {})),
                          .limits = {.part_bytes = 3U << 20U}};
  for (const auto& file : request.model.tree.files) request.files.push_back(file.path);
  if (setting("HUB_FILL") == "yes")  // the room that was there at first is taken by somebody else
    request.on_progress = [&](const Progress&) {
      fakes::write_file(options.cache_dir / "filler", std::string(16U << 20U, 'x'));
    };
  request.limits.report_every = 0ms;
  return download(options, request, {});
}

// A disk of so many bytes, seen by this process alone.
bool mount_small_disk(const std::string& folder, const std::string& bytes) {
  const int own_mounts = ::geteuid() == 0 ? CLONE_NEWNS : CLONE_NEWNS | CLONE_NEWUSER;
  return ::unshare(own_mounts) == 0 &&
         ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0 &&
         ::mount("tmpfs", folder.c_str(), "tmpfs", 0, ("size=" + bytes).c_str()) == 0;
}

TEST(Child, DISABLED_FetchesAsTold) {
  const auto disk = setting("HUB_DISK_BYTES");
  if (!disk.empty() && !mount_small_disk(setting("HUB_CACHE"), disk)) FAIL() << "no small disk";
  const auto snapshot = fetch_as_told();
  auto outcome =
      snapshot ? "ok"
               : std::string(row_of(snapshot.error().code).name) + " " + snapshot.error().message;
  bool whole = true;  // what has a final name; nobody else sees the small disk
  std::error_code none_yet;
  for (const auto& entry :
       fs::directory_iterator(fs::path(setting("HUB_CACHE")) / "models--org--name/blobs", none_yet))
    whole = whole && (entry.path().extension() == ".incomplete" || entry.file_size() < 100);
  if (!snapshot && !whole) outcome += " and a blob with its final name";
  if (setting("HUB_FILL") == "yes") {
    fs::remove(fs::path(setting("HUB_CACHE")) / "filler");
    unsetenv("HUB_FILL");
    outcome += fetch_as_told() ? ", then ok" : ", and no continuation";
  }
  fakes::write_file(setting("HUB_OUTCOME"), outcome);
}

class DownloadProcess : public DownloadTest {
 protected:
  DownloadProcess() : DownloadTest({model_with(noise(size))}) { fs::create_directories(cache); }

  pid_t start(const std::map<std::string, std::string>& settings = {}) {
    std::vector<std::string> variables{"HUB_URL=" + hub.url(), "HUB_CACHE=" + cache.string(),
                                       "HUB_OUTCOME=" + outcome_file().string()};
    for (const auto& [name, value] : settings) variables.push_back(name + "=" + value);
    std::vector<std::string> words{"hub_e2e", "--gtest_also_run_disabled_tests",
                                   "--gtest_filter=Child.*"};
    std::vector<char*> arguments, environment;
    for (auto& word : words) arguments.push_back(word.data());
    for (auto& variable : variables) environment.push_back(variable.data());
    arguments.push_back(nullptr);
    environment.push_back(nullptr);
    pid_t child = -1;
    EXPECT_EQ(::posix_spawn(&child, "/proc/self/exe", nullptr, nullptr, arguments.data(),
                            environment.data()),
              0);
    return child;
  }

  [[nodiscard]] fs::path outcome_file() const { return folder.path() / "outcome"; }

  std::string outcome_of(pid_t child) const {
    int status = 0;
    ::waitpid(child, &status, 0);
    return fakes::content_of(outcome_file());
  }
};

TEST_F(DownloadProcess, KilledFourTimesCostsAlmostNothing) {
  // slow, so that little is on its way to a child that a busy machine lets wait
  hub.add({.target = "repos", .times = -1, .change = [](auto& reply) {
             reply.drip = 4U << 10U;
             reply.drip_every = 5ms;
           }});
  for (std::uint64_t round = 1; round <= 4; ++round) {
    const auto child = start();
    while (hub.content_bytes_sent() < round * size / 6) std::this_thread::sleep_for(1ms);
    ::kill(child, SIGKILL);
    outcome_of(child);
    EXPECT_FALSE(find_snapshot(cache, "org/name", "main"));
  }
  EXPECT_EQ(outcome_of(start()), "ok");
  EXPECT_LE(static_cast<double>(hub.content_bytes_sent()), 1.02 * size);
}

TEST_F(DownloadProcess, SharesTheWorkWithAnother) {
  hub.add({.target = "repos", .times = 4, .change = [](auto& reply) { reply.drip = 1U << 20U; }});
  const auto child = start();
  while (hub.requests_to("repos") == 0) std::this_thread::sleep_for(5ms);
  bool waited = false;
  auto wanted = *request();
  wanted.on_progress = [&](const Progress& progress) {
    for (const auto& file : progress.files) waited = waited || file.state == FileState::waiting;
  };
  EXPECT_TRUE(download(options(), wanted, {}));
  EXPECT_EQ(outcome_of(child), "ok");
  EXPECT_TRUE(waited);
  EXPECT_LE(hub.content_bytes_sent(), size + 100);
}

TEST_F(DownloadProcess, AsksForRoomBeforeTheFirstByte) {
  const auto outcome = outcome_of(start({{"HUB_DISK_BYTES", "2097152"}}));
  EXPECT_TRUE(outcome.starts_with("insufficient_disk org/name: needs 12582936 bytes in "))
      << outcome;
  EXPECT_EQ(hub.content_bytes_sent(), 0U);
}

TEST_F(DownloadProcess, SurvivesADiskThatFillsUp) {
  hub.add({.target = "repos", .times = 4, .change = [](auto& reply) { reply.drip = 256U << 10U; }});
  const auto outcome = outcome_of(start({{"HUB_DISK_BYTES", "16777216"}, {"HUB_FILL", "yes"}}));
  EXPECT_TRUE(outcome.starts_with("insufficient_disk ")) << outcome;
  EXPECT_TRUE(outcome.ends_with(", then ok")) << outcome;
  EXPECT_EQ(outcome.find("final name"), std::string::npos) << outcome;
}

}  // namespace
}  // namespace hfi::hub

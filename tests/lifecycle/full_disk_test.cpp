// A disk that is too small, or fills up: what the caller is told, and that nothing half-written has a final name.

#include <thread>

#include "lifecycle/event_listener.h"
#include "lifecycle/fault_fixture.h"

namespace hfi::lifecycle {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

constexpr std::uint64_t page = 4096;

class DiskTest : public FaultTest {
 protected:
  explicit DiskTest(std::uint64_t bytes) : FaultTest({.disk_bytes = can_mount() ? bytes : 0}) {}

  void SetUp() override {
    if (!can_mount())
      GTEST_SKIP() << "NOT TESTED: this user may not mount a small disk; run this as root or where "
                      "user namespaces "
                      "are allowed";
  }
};

class TooSmallADisk : public DiskTest {
 protected:
  TooSmallADisk() : DiskTest(4 * page) {}
};

TEST_F(TooSmallADisk, IsToldBeforeTheFirstByte) {
  expect_error("insufficient_disk", {"needs ", "bytes_needed", "bytes_free"});
  EXPECT_EQ(server.hub().requests_to("/repos/"), 0U);
  const auto verdict = server.get("/api/models/golden/bert/check").json();
  EXPECT_EQ(verdict.at("obstacles").at(0).at("code"), json::Value("insufficient_disk"));
}

class ADiskThatFillsUp : public DiskTest {
 protected:
  ADiskThatFillsUp() : DiskTest(400 * page) {}
  // Where nobody looks for models.
  fs::path filler() { return server.seen_cache() / ".locks" / "filler"; }
};

// The room that was there at first is taken by somebody else while the weights come.
TEST_F(ADiskThatFillsUp, IsNamedAndTheDownloadGoesOnWhenThereIsRoomAgain) {
  server.hub().add({.target = "/repos/", .change = [](fakes::HubReply& reply) {
                      reply.drip = 2'000;
                      reply.drip_every = 20ms;
                    }});
  EventListener events(server.process().port(), follow());
  std::thread other([&] {
    (void)events.until([](const auto& event) {
      const auto* done = event.as_object().if_contains("bytes_done");
      return done != nullptr && done->template to_number<std::int64_t>() > 20'000;
    });
    fakes::write_file(filler(), std::string(400 * page, 'x'));
  });
  expect_error("insufficient_disk", {"No space left on device"});
  other.join();
  EXPECT_FALSE(fs::exists(server.seen_cache() / "models--golden--bert" / "snapshots" /
                          fakes::git_sha1_of("bert") / "model.safetensors"));
  fs::remove(filler());
  expect_answer();
  EXPECT_LE(server.hub().content_bytes_sent(), all_bytes() + weights_bytes());
}

}  // namespace
}  // namespace hfi::lifecycle

// Downloads that go wrong in every way that the fake Hub knows.
#include <thread>

#include "hub/download_fixture.h"

namespace hfi::hub {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using fakes::HubReply;

constexpr std::size_t size = 3'000'000;

class DownloadFault : public DownloadTest {
 protected:
  DownloadFault() : DownloadTest({model_with(noise(size))}) {}

  void add(int times, std::function<void(HubReply&)> change) {
    hub.add({.target = "repos", .times = times, .change = std::move(change)});
  }
  void expect_weights() {
    const auto snapshot = fetch();
    ASSERT_TRUE(snapshot) << snapshot.error().message;
    EXPECT_EQ(fakes::content_of(snapshot->dir / "model.safetensors"), noise(size));
  }
  void expect_no_weights() {
    for (const auto& name : blobs())
      EXPECT_FALSE(name.starts_with(fakes::sha256_of(noise(size)))) << name;
    EXPECT_FALSE(find_snapshot(cache, "org/name", "main"));
  }
};

TEST_F(DownloadFault, CutConnectionsCostAlmostNothing) {
  limits.part_bytes = 1ULL << 30U;
  for (int i = 0; i < 4; ++i) hub.add(fakes::cut_after("repos", size / 6));
  expect_weights();
  EXPECT_EQ(hub.requests_to("repos"), 5U);
  EXPECT_LE(static_cast<double>(hub.content_bytes_sent()), 1.02 * size);
}

TEST_F(DownloadFault, CutsBetweenRunsCostAlmostNothing) {
  limits.part_bytes = 1ULL << 30U;
  limits.retries.attempts = 0;
  for (int i = 0; i < 4; ++i) {
    hub.add(fakes::cut_after("repos", size / 6));
    EXPECT_EQ(failure().code, ErrorCode::hub_unreachable);
    EXPECT_FALSE(find_snapshot(cache, "org/name", "main"));
  }
  expect_weights();
  EXPECT_LE(static_cast<double>(hub.content_bytes_sent()), 1.02 * size);
}

TEST_F(DownloadFault, AConnectionThatBringsNothingEndsIt) {
  add(-1, [](HubReply& reply) { reply.cut_after = 0; });
  const auto error = failure();
  EXPECT_EQ(error.code, ErrorCode::hub_unreachable);
  EXPECT_EQ(error.details.at("file").as_string(), "model.safetensors");
}

TEST_F(DownloadFault, AnotherLengthIsRefusedAtOnce) {
  limits.part_bytes = 1ULL << 30U;
  add(1, [](HubReply& reply) { reply.body.resize(size - 1); });
  const auto error = failure();
  EXPECT_EQ(error.code, ErrorCode::hub_invalid);
  EXPECT_NE(error.message.find("expected 3000000 bytes, the server has 2999999"), std::string::npos)
      << error.message;
  expect_weights();
}

TEST_F(DownloadFault, ALengthThatLiesIsNoticed) {
  limits.part_bytes = 1ULL << 30U;
  add(1, [](HubReply& reply) { reply.body.resize(size - 1000), reply.length_off_by = 1000; });
  expect_weights();  // a cut like any other
  EXPECT_LE(static_cast<double>(hub.content_bytes_sent()), 1.02 * size);
}

TEST_F(DownloadFault, AnotherContentNeverGetsTheName) {
  add(1, [](HubReply& reply) { reply.body[1000] = static_cast<char>(reply.body[1000] ^ 1); });
  const auto error = failure();
  EXPECT_EQ(error.code, ErrorCode::hub_invalid);
  EXPECT_NE(error.message.find(fakes::sha256_of(noise(size))), std::string::npos) << error.message;
  expect_no_weights();
  expect_weights();
}

TEST_F(DownloadFault, AnotherContentOfASmallFileNeverGetsTheName) {
  hub.add({.target = "config.json", .change = [](HubReply& reply) { reply.body[0] = '['; }});
  EXPECT_EQ(failure().code, ErrorCode::hub_invalid);
  expect_weights();
}

TEST_F(DownloadFault, ADamagedRestOfAnEarlierRunIsFetchedAgain) {
  limits.part_bytes = 1ULL << 30U;
  hub.add(fakes::cut_after("repos", size / 2));
  hub.add(fakes::with_status("repos", 403));
  EXPECT_EQ(failure().code, ErrorCode::hub_unauthorized);
  for (const auto& name : blobs())  // as a machine that lost power would leave it
    if (name.ends_with(".incomplete") && name.find("parts") == std::string::npos) {
      std::fstream file(repository / "blobs" / name,
                        std::ios::in | std::ios::out | std::ios::binary);
      file.write("lost", 4);
    }
  expect_weights();
}

TEST_F(DownloadFault, TheWholeInsteadOfARangeIsTaken) {
  add(-1, [](HubReply& reply) {
    if (reply.status != 206) return;
    reply.status = 200;
    reply.body = noise(size);
  });
  expect_weights();
}

TEST_F(DownloadFault, AServerThatNeitherContinuesNorFinishesEndsIt) {
  add(-1, [](HubReply& reply) {
    reply.status = 200;
    reply.body = noise(size);
    reply.cut_after = size / 2;
  });
  const auto error = failure();
  EXPECT_EQ(error.code, ErrorCode::hub_invalid);
  EXPECT_LE(hub.requests_to("repos"), 12U);
}

TEST_F(DownloadFault, ARangeThatIsRefusedIsAskedForAnew) {
  add(1, [](HubReply& reply) {
    reply = {.status = 416, .headers = {{"Content-Range", "bytes */10"}}};
  });
  expect_weights();
}

TEST_F(DownloadFault, AnotherRangeIsRefused) {
  add(1, [](HubReply& reply) {
    for (auto& [name, value] : reply.headers)
      if (name == "Content-Range") value = "bytes 7-1048582/3000000";
  });
  const auto error = failure();
  EXPECT_EQ(error.code, ErrorCode::hub_invalid);
  EXPECT_NE(error.message.find("bytes 7-1048582/3000000"), std::string::npos) << error.message;
}

TEST_F(DownloadFault, AChangedValidatorBeginsTheFileAnew) {
  limits.part_bytes = 1ULL << 30U;
  hub.add(fakes::cut_after("repos", size / 2));
  add(1, [](HubReply& reply) {  // what a server does when If-Range does not fit
    reply.status = 200;
    reply.body = noise(size);
  });
  expect_weights();
}

TEST_F(DownloadFault, ALimitIsWaitedForWhenItIsShort) {
  hub.add(fakes::with_status("/resolve/", 429, {{"Retry-After", "0"}}));
  hub.add(fakes::with_status("/resolve/", 503));
  expect_weights();
}

TEST_F(DownloadFault, ALimitIsReportedWhenItIsLong) {
  hub.add(fakes::with_status("/resolve/", 429, {{"RateLimit", "\"resolvers\";r=0;t=240"}}));
  const auto error = failure();
  EXPECT_EQ(error.code, ErrorCode::hub_rate_limited);
  EXPECT_EQ(error.details.at("retry_after_s").as_int64(), 241);
  expect_weights();
}

TEST_F(DownloadFault, AGatedModelSaysWhereToAsk) {
  hub.change([](fakes::HubWorld& world) { world.repositories.at("org/name").gated = "manual"; });
  EXPECT_EQ(failure().details.at("url").as_string(), hub.url() + "/org/name");
  token = Token{.value = "hf_accepted", .origin = "HF_TOKEN"};
  expect_weights();
  for (const auto& request : hub.requests())
    if (request.target.find("repos") != std::string::npos) {
      EXPECT_EQ(request.authorization, "") << "another host";
    }
}

TEST_F(DownloadFault, ARefusedTokenIsNamed) {
  token = Token{.value = "hf_wrong", .origin = "/home/u/token"};
  const auto error = failure();
  EXPECT_EQ(error.code, ErrorCode::hub_unauthorized);
  EXPECT_NE(error.message.find("/home/u/token"), std::string::npos) << error.message;
  EXPECT_EQ(error.message.find("hf_wrong"), std::string::npos) << error.message;
}

TEST_F(DownloadFault, ARenamedModelIsFetchedUnderTheNameAskedFor) {
  hub.change(
      [](fakes::HubWorld& world) { world.add({.id = "org/old", .renamed_to = "org/name"}); });
  const auto snapshot = download(options(), *request("org/old"), {});
  ASSERT_TRUE(snapshot) << snapshot.error().message;
  EXPECT_EQ(find_snapshot(cache, "org/old", "main")->dir, snapshot->dir);
}

TEST_F(DownloadFault, ADripEndsIt) {
  add(-1, [](HubReply& reply) { reply.drip = 10; });
  limits.deadlines.idle = 1s;
  limits.retries.attempts = 2;
  const auto error = failure();
  EXPECT_EQ(error.code, ErrorCode::hub_unreachable);
  EXPECT_NE(error.message.find("too slow"), std::string::npos) << error.message;
}

TEST_F(DownloadFault, APageInsteadOfTheListingIsShown) {
  hub.add({.target = "/tree/", .change = [](HubReply& reply) {
             reply.headers = {{"Content-Type", "text/html"}};
             reply.body = "<html>Log in</html>";
           }});
  const auto error = failure();
  EXPECT_EQ(error.code, ErrorCode::hub_invalid);
  EXPECT_NE(error.message.find("Log in"), std::string::npos) << error.message;
}

TEST_F(DownloadFault, APageInsteadOfAFileNeverGetsTheName) {
  hub.add({.target = "config.json", .change = [](HubReply& reply) {
             reply.headers = {{"Content-Type", "text/html"}};
             reply.body = "<html>Log in</html>";
           }});
  EXPECT_EQ(failure().code, ErrorCode::hub_invalid);
  expect_weights();
}

TEST_F(DownloadFault, AFileThatIsListedAndNotThereIsNamed) {
  hub.add(fakes::with_status("config.json", 404, {{"X-Error-Code", "EntryNotFound"}}));
  const auto error = failure();
  EXPECT_EQ(error.code, ErrorCode::hub_invalid);
  EXPECT_NE(error.message.find("config.json"), std::string::npos) << error.message;
}

TEST_F(DownloadFault, AListingThatLeadsOutOfTheCacheIsRefused) {
  hub.change([](fakes::HubWorld& world) {
    world.repositories.at("org/name").files[0].path = "../../../evil";
  });
  EXPECT_EQ(failure().code, ErrorCode::hub_invalid);
  EXPECT_FALSE(fs::exists(folder.path() / "evil"));
}

}  // namespace
}  // namespace hfi::hub

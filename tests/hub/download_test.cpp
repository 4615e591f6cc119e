// Downloads that go well, are shared, stopped and continued.
#include "hub/download.h"

#include <algorithm>
#include <thread>

#include "hub/delete_model.h"
#include "hub/download_fixture.h"

namespace hfi::hub {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

class Download : public DownloadTest {
 protected:
  Download() : DownloadTest({model_with(weights())}) {}
  static std::string weights() { return noise(5U << 20U); }
};

TEST_F(Download, LaysTheModelOutAsHuggingfaceHubDoes) {
  const auto snapshot = fetch();
  ASSERT_TRUE(snapshot) << snapshot.error().message;
  const std::string commit(40, 'a');
  EXPECT_EQ(snapshot->dir, repository / "snapshots" / commit);
  EXPECT_EQ(fakes::content_of(snapshot->dir / "model.safetensors"), weights());
  EXPECT_EQ(fs::read_symlink(snapshot->dir / "onnx/a b.json").string(),
            "../../../blobs/" + fakes::git_sha1_of("[]"));
  EXPECT_EQ(fs::read_symlink(snapshot->dir / "model.safetensors").string(),
            "../../blobs/" + fakes::sha256_of(weights()));
  EXPECT_EQ(fakes::content_of(repository / "refs/main"), commit);
  EXPECT_TRUE(fs::exists(repository / "trees" / (commit + ".json")));
  EXPECT_TRUE(fakes::content_of(cache / "CACHEDIR.TAG")
                  .starts_with("Signature: 8a477f597d28d172789f06886806bc55\n"));
  EXPECT_EQ(blobs().size(), 4U);
  EXPECT_EQ(find_snapshot(cache, "org/name", "main")->dir, snapshot->dir);
}

TEST_F(Download, TransfersNothingTwice) {
  ASSERT_TRUE(fetch());
  const auto sent = hub.content_bytes_sent();
  EXPECT_EQ(sent, weights().size() + 22 + 2);
  const auto wanted = request();
  EXPECT_EQ(*bytes_missing(options(), *wanted), 0U);
  ASSERT_TRUE(download(options(), *wanted, {}));
  EXPECT_EQ(hub.content_bytes_sent(), sent);

  const auto before = hub.requests().size();
  EXPECT_TRUE(find_remote(client(), "org/name", std::string(40, 'a'), {}));
  EXPECT_EQ(hub.requests().size(), before) << "a commit whose listing is known needs no call";
}

TEST_F(Download, UsesOneListingAndPartsSideBySide) {
  ASSERT_TRUE(fetch());
  EXPECT_EQ(hub.requests_to("/api/"), 2U);
  std::vector<std::string> ranges;
  for (const auto& request : hub.requests())
    if (!request.range.empty()) ranges.push_back(request.range);
  EXPECT_EQ(ranges.size(), 2 * 5U);  // the Hub's redirect and the content
  EXPECT_NE(std::ranges::find(ranges, "bytes=1048576-2097151"), ranges.end());
}

TEST_F(Download, BringsOnlyTheFilesAskedFor) {
  auto wanted = *request();
  wanted.files = {"config.json"};
  const auto snapshot = download(options(), wanted, {});
  ASSERT_TRUE(snapshot);
  EXPECT_TRUE(fs::exists(snapshot->dir / "config.json"));
  EXPECT_FALSE(fs::exists(snapshot->dir / "model.safetensors"));
  wanted.files = {"missing.json"};
  EXPECT_EQ(download(options(), wanted, {}).error().code, ErrorCode::invalid_request);
}

TEST_F(Download, ReportsProgressThatEndsWithEverything) {
  auto wanted = *request();
  wanted.limits.report_every = 0ms;
  std::vector<Progress> reports;
  wanted.on_progress = [&](const Progress& progress) { reports.push_back(progress); };
  ASSERT_TRUE(download(options(), wanted, {}));
  ASSERT_GT(reports.size(), 2U);
  const auto total = weights().size() + 22 + 2;
  std::uint64_t last = 0;
  for (const auto& report : reports) {
    EXPECT_EQ(report.total, total);
    EXPECT_LE(report.done, report.total);
    EXPECT_GE(report.done, last);
    last = report.done;
    for (const auto& file : report.files) EXPECT_LE(file.done, file.total);
  }
  EXPECT_EQ(reports.back().done, total);
  EXPECT_TRUE(std::ranges::all_of(
      reports.back().files, [](const auto& file) { return file.state == FileState::stored; }));
}

TEST_F(Download, IsOneForAllWhoAsk) {
  std::vector<std::jthread> callers;
  std::atomic<int> served = 0;
  for (int i = 0; i < 4; ++i) callers.emplace_back([&] { served += fetch().has_value() ? 1 : 0; });
  callers.clear();
  EXPECT_EQ(served, 4);
  EXPECT_EQ(hub.content_bytes_sent(), weights().size() + 22 + 2);
}

TEST_F(Download, StopsAtOnceAndIsContinued) {
  hub.add({.target = "repos", .times = 5, .change = [](auto& reply) { reply.drip = 32U << 10U; }});
  std::stop_source stop;
  const std::jthread stopper([&] {
    std::this_thread::sleep_for(350ms);
    stop.request_stop();
  });
  const auto stopped = fetch(stop.get_token());
  ASSERT_FALSE(stopped);
  EXPECT_EQ(stopped.error().code, ErrorCode::cancelled);
  EXPECT_EQ(find_snapshot(cache, "org/name", "main").error().code, ErrorCode::revision_not_found);
  const auto missing = *bytes_missing(options(), *request());
  EXPECT_LT(missing, weights().size());
  EXPECT_GT(missing, 0U);

  std::this_thread::sleep_for(
      300ms);  // what is on its way to the closed connections counts as sent
  const auto before = hub.content_bytes_sent();
  ASSERT_TRUE(fetch());
  EXPECT_LE(hub.content_bytes_sent() - before, missing + 24);
  EXPECT_TRUE(std::ranges::any_of(hub.requests(),
                                  [](const auto& request) { return !request.if_range.empty(); }));
}

TEST_F(Download, CanBeForgotten) {
  hub.add(fakes::cut_after("repos", 1000));
  hub.add(fakes::with_status("repos", 403));
  EXPECT_EQ(failure().code, ErrorCode::hub_unauthorized);
  EXPECT_GT(find_local_model(cache, "org/name")->partial_bytes, 0U);
  ASSERT_TRUE(discard_download(options(), *request()));
  EXPECT_TRUE(std::ranges::none_of(blobs(),
                                   [](const auto& name) { return name.ends_with(".incomplete"); }));
}

TEST_F(Download, WorksOfflineOnceItIsComplete) {
  const auto wanted = *request();
  auto offline = options();
  offline.access = Access::offline;
  const auto incomplete = download(offline, wanted, {});
  ASSERT_FALSE(incomplete);
  EXPECT_EQ(incomplete.error().code, ErrorCode::hub_offline);

  ASSERT_TRUE(download(options(), wanted, {}));
  const auto before = hub.requests().size();
  const auto known = find_remote(*open_client(offline, system_clock()), "org/name", "main", {});
  ASSERT_TRUE(known) << known.error().message;
  EXPECT_TRUE(download(offline, wanted, {}));
  EXPECT_EQ(hub.requests().size(), before);
}

TEST_F(Download, WritesNothingWhenEverythingIsThere) {
  ASSERT_TRUE(fetch());
  const auto wanted = *request();
  const auto moment = fs::last_write_time(repository / "trees" / (std::string(40, 'a') + ".json"));
  fs::remove(cache / "CACHEDIR.TAG");
  EXPECT_TRUE(download(options(), wanted, {}));
  EXPECT_FALSE(fs::exists(cache / "CACHEDIR.TAG"));
  EXPECT_EQ(fs::last_write_time(repository / "trees" / (std::string(40, 'a') + ".json")), moment);
}

TEST_F(Download, ClearsUpWhenAnotherProgramBroughtTheFile) {
  hub.add(fakes::cut_after("repos", 1000));
  hub.add(fakes::with_status("repos", 403));
  EXPECT_EQ(failure().code, ErrorCode::hub_unauthorized);
  fakes::write_file(repository / "blobs" / fakes::sha256_of(weights()), weights());
  ASSERT_TRUE(fetch());
  EXPECT_EQ(blobs().size(), 4U);
}

TEST_F(Download, MovesTheBranchOnlyWhenTheNewCommitIsThere) {
  ASSERT_TRUE(fetch());
  hub.change([](fakes::HubWorld& world) {
    auto next = model_with(weights());
    next.commit = std::string(40, 'b');
    next.files[0].content = "{}";
    world.add(std::move(next));
  });
  hub.add(fakes::with_status("config.json", 403));
  EXPECT_EQ(failure().code, ErrorCode::hub_unauthorized);
  EXPECT_EQ(find_snapshot(cache, "org/name", "main")->commit, std::string(40, 'a'));

  const auto sent = hub.content_bytes_sent();
  ASSERT_TRUE(fetch());
  EXPECT_EQ(find_snapshot(cache, "org/name", "main")->commit, std::string(40, 'b'));
  EXPECT_LE(hub.content_bytes_sent() - sent, 100U) << "the weights are shared";
  EXPECT_EQ(find_local_model(cache, "org/name")->revisions.size(), 2U);
}

TEST_F(Download, DoesNotLetItsModelBeDeleted) {
  hub.add({.target = "repos", .times = 5, .change = [](auto& reply) { reply.drip = 64U << 10U; }});
  std::jthread caller([&] { EXPECT_TRUE(fetch()); });
  while (hub.requests_to("repos") == 0) std::this_thread::sleep_for(5ms);
  EXPECT_EQ(delete_model(cache, "org/name").error().code, ErrorCode::model_busy);
  EXPECT_EQ(discard_download(options(), *request()).error().code, ErrorCode::model_busy);
}

}  // namespace
}  // namespace hfi::hub

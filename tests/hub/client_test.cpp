// The Hub's calls, as a Hub on this machine answers them.
#include "hub/client.h"

#include <gtest/gtest.h>

#include "fakes/fake_hub.h"
#include "hub/examine.h"
#include "hub/list_models.h"

namespace hfi::hub {
namespace {

using fakes::FakeHub;

std::vector<fakes::HubRepository> models() {
  return {
      {.id = "org/name",
       .files = {{.path = "config.json", .content = R"({"model_type": "bert"})"},
                 {.path = "model.safetensors", .content = "weights", .large = true},
                 {.path = "onnx/a b.onnx", .content = "graph", .large = true}},
       .refs = {{"v1/x", std::string(40, 'b')}},
       .facts = {{"pipeline_tag", "fill-mask"}, {"likes", 3}}},
      {.id = "org/gated", .files = {{.path = "config.json", .content = "{}"}}, .gated = "manual"},
      {.id = "org/old", .renamed_to = "org/name"}};
}

class HubClient : public testing::Test {
 protected:
  Client client(const std::string& token = "") {
    HubOptions options{.endpoint = hub.url()};
    if (!token.empty()) options.token = Token{.value = token, .origin = "HF_TOKEN"};
    Clock clock = system_clock();
    clock.sleep = [](std::chrono::milliseconds, const std::stop_token&) {};
    return *open_client(options, clock);
  }

  FakeHub hub{models()};
};

TEST_F(HubClient, DescribesAModelAndItsCommit) {
  const auto info = model_info(client(), "org/name", "main", {});
  ASSERT_TRUE(info) << info.error().message;
  EXPECT_EQ(info->at("sha").as_string(), std::string(40, 'a'));
  EXPECT_TRUE(model_info(client(), "org/name", "v1/x", {}));
  EXPECT_EQ(model_info(client(), "org/old", "main", {})->at("id").as_string(), "org/name");
}

TEST_F(HubClient, TellsWhatIsMissing) {
  EXPECT_EQ(model_info(client(), "org/other", "main", {}).error().code, ErrorCode::model_not_found);
  EXPECT_EQ(model_info(client(), "org/name", "v2", {}).error().code, ErrorCode::revision_not_found);
  EXPECT_EQ(model_info(client(), "../x", "main", {}).error().code, ErrorCode::invalid_request);
  EXPECT_EQ(model_info(client("hf_wrong"), "org/name", "main", {}).error().code,
            ErrorCode::hub_unauthorized);
}

TEST_F(HubClient, ListsTheFilesOfACommitOverSeveralPages) {
  hub.change([](fakes::HubWorld& world) { world.tree_page = 2; });
  const auto tree = model_tree(client(), "org/name", std::string(40, 'a'), {});
  ASSERT_TRUE(tree) << tree.error().message;
  ASSERT_EQ(tree->files.size(), 3U);
  EXPECT_EQ(tree->files[0].path, "config.json");
  EXPECT_EQ(blob_name(tree->files[0]), fakes::git_sha1_of(R"({"model_type": "bert"})"));
  EXPECT_EQ(blob_name(tree->files[1]), fakes::sha256_of("weights"));
  EXPECT_EQ(content_bytes(tree->files[1]), 7U);
  EXPECT_EQ(hub.requests_to("/tree/"), 2U);
}

TEST_F(HubClient, ReadsASmallFileWithoutStoringIt) {
  const auto text =
      read_remote(client(), {.model_id = "org/name", .commit = "main", .path = "config.json"}, {});
  ASSERT_TRUE(text) << text.error().message;
  EXPECT_EQ(*text, R"({"model_type": "bert"})");
  EXPECT_TRUE(read_remote(client(),
                          {.model_id = "org/name", .commit = "main", .path = "onnx/a b.onnx"}, {}));
}

TEST_F(HubClient, SaysWhereAccessIsAskedFor) {
  const RemoteFile file{.model_id = "org/gated", .commit = "main", .path = "config.json"};
  const auto refused = read_remote(client("hf_other"), file, {});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::model_gated);
  EXPECT_EQ(refused.error().details.at("url").as_string(), hub.url() + "/org/gated");
  EXPECT_TRUE(read_remote(client("hf_accepted"), file, {}));
}

TEST_F(HubClient, RepeatsWhatMayPassAndGivesUpOnTheRest) {
  hub.add(fakes::with_status("/revision/", 500));
  hub.add(fakes::with_status("/revision/", 429, {{"Retry-After", "2"}}));
  EXPECT_TRUE(model_info(client(), "org/name", "main", {}));
  EXPECT_EQ(hub.requests_to("/revision/"), 3U);
  hub.add({.target = "/revision/", .times = -1, .change = fakes::with_status("", 503).change});
  EXPECT_EQ(model_info(client(), "org/name", "main", {}).error().code, ErrorCode::hub_unreachable);
  EXPECT_EQ(hub.requests_to("/revision/"), 8U);
}

TEST_F(HubClient, ShowsAPageThatIsNotTheHubs) {
  hub.add({.target = "/revision/", .change = [](fakes::HubReply& reply) {
             reply.headers = {{"Content-Type", "text/html"}};
             reply.body = "<html>Captive portal</html>";
           }});
  const auto page = model_info(client(), "org/name", "main", {});
  EXPECT_EQ(page.error().code, ErrorCode::hub_invalid);
  EXPECT_NE(page.error().message.find("Captive portal"), std::string::npos);
}

TEST_F(HubClient, WalksTheListOfModels) {
  const auto here = client();
  ListQuery query{.page_size = 2};
  const auto first = list_page(here, list_url(here.options, query), {});
  ASSERT_TRUE(first) << first.error().message;
  ASSERT_EQ(first->models.size(), 2U);
  const auto second = list_page(here, first->next, {});
  ASSERT_TRUE(second) << second.error().message;
  EXPECT_EQ(second->models.size(), 1U);
  EXPECT_EQ(second->next, "");

  query.pipeline_tag = "fill-mask";
  query.filters = {"license:mit", "onnx"};
  const auto url = list_url(here.options, query);
  EXPECT_NE(
      url.find("&pipeline_tag=fill-mask&filter=license%3Amit&filter=onnx&expand=pipeline_tag&"),
      std::string::npos)
      << url;
  EXPECT_EQ(list_page(here, url, {})->models.at(0).likes, 3U);
}

TEST_F(HubClient, ExaminesAModelInThreeCalls) {
  const auto examined = examine(client(), {.model_id = "org/name"}, {});
  ASSERT_TRUE(examined) << examined.error().message;
  EXPECT_EQ(hub.requests().size(), 3U);
  EXPECT_EQ(examined->candidate.task, "fill-mask");
  EXPECT_EQ(examined->candidate.gated, Gated::open);
  EXPECT_EQ(examined->candidate.config->at("model_type").as_string(), "bert");
  EXPECT_EQ(examined->candidate.tree.files.size(), 3U);
  EXPECT_EQ(examine(client(), {.model_id = "org/name", .task = "other"}, {})->candidate.task,
            "other");
}

TEST_F(HubClient, ExaminesAModelThatItMayNotRead) {
  const auto examined = examine(client(), {.model_id = "org/gated"}, {});
  ASSERT_TRUE(examined) << examined.error().message;
  EXPECT_EQ(examined->candidate.gated, Gated::manual);
  ASSERT_TRUE(examined->candidate.refusal);
  EXPECT_EQ(examined->candidate.refusal->code, ErrorCode::model_gated);
  EXPECT_FALSE(examine(client("hf_accepted"), {.model_id = "org/gated"}, {})->candidate.refusal);
}

TEST_F(HubClient, AsksNobodyOffline) {
  const auto offline =
      open_client({.endpoint = hub.url(), .access = Access::offline}, system_clock());
  EXPECT_EQ(model_info(*offline, "org/name", "main", {}).error().code, ErrorCode::hub_offline);
  EXPECT_TRUE(hub.requests().empty());
}

}  // namespace
}  // namespace hfi::hub

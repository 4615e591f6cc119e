// Models by name: can they run here, what is known of them, what is on the disk.

#include <gtest/gtest.h>

#include <set>

#include "golden/golden_cache.h"
#include "lifecycle/hub_server.h"

namespace hfi::lifecycle {
namespace {

std::string codes(const json::Value& verdict) {
  std::string text;
  for (const auto& obstacle : verdict.at("obstacles").as_array())
    text += std::string(obstacle.at("code").as_string()) + " ";
  return text;
}

TEST(CheckRoute, JudgesAModelBeforeItsWeightsAreDownloaded) {
  HubServer server({golden_repository("bert-text-classification", "bert")});
  const auto verdict = server.get("/api/models/golden/bert/check").json();
  EXPECT_EQ(verdict.at("runnable"), json::Value(true)) << json::dump(verdict);
  EXPECT_EQ(verdict.at("class_name"), json::Value("BertForSequenceClassification"));
  EXPECT_EQ(verdict.at("bytes"), verdict.at("bytes_to_download"));
  EXPECT_GT(verdict.at("memory_bytes").to_number<std::int64_t>(), 1000);
  EXPECT_EQ(server.hub().requests_to("model.safetensors"), 0U);
}

TEST(CheckRoute, SaysExactlyWhatIsMissing) {
  auto unknown = golden_repository("bert-text-classification", "unknown");
  std::erase_if(unknown.files, [](const auto& file) { return file.path.starts_with("onnx"); });
  for (auto& file : unknown.files)
    if (file.path == "config.json")
      file.content = R"({"model_type": "alien", "architectures": ["AlienForSequenceClassification"],
                         "auto_map": {"AutoModel": "modeling_alien.AlienModel"}})";
  auto gated = golden_repository("bert-text-classification", "gated");
  gated.gated = "manual";
  auto pickled = golden_repository("bert-text-classification", "pickled");
  std::erase_if(pickled.files, [](const auto& file) {
    return file.path.ends_with(".safetensors") || file.path.starts_with("onnx");
  });
  pickled.files.push_back({.path = "pytorch_model.bin", .content = "x"});
  auto exported = golden_repository("bert-text-classification", "exported");
  for (auto& file : exported.files)
    if (file.path == "config.json")
      file.content =
          R"({"model_type": "alien", "architectures": ["AlienForSequenceClassification"]})";
  HubServer server({unknown, gated, pickled, exported});
  EXPECT_EQ(codes(server.get("/api/models/golden/unknown/check").json()),
            "architecture_not_supported remote_code ");
  EXPECT_EQ(codes(server.get("/api/models/golden/gated/check").json()), "model_gated ");
  EXPECT_EQ(codes(server.get("/api/models/golden/pickled/check").json()), "pickle_weights ");
  const auto refused = server.classify("golden/pickled");
  EXPECT_EQ(refused.status, 422) << refused.body;
  EXPECT_EQ(codes(refused.json().at("error").at("details")), "pickle_weights ");
  EXPECT_EQ(codes(server.get("/api/models/golden/pickled/check?task=text-to-3d").json()),
            "task_not_supported ");
  // an export is of one class
  EXPECT_EQ(codes(server.get("/api/models/golden/exported/check?task=fill-mask").json()),
            "architecture_not_supported ");
  EXPECT_EQ(server.get("/api/models/golden/none/check").error_code(), "model_not_found");
  EXPECT_EQ(server.get("/api/models/golden/gated/check?revision=none").error_code(),
            "revision_not_found");
}

TEST(CheckRoute, TellsBothNumbersWhenItIsTooLarge) {
  HubServer server({golden_repository("bert-text-classification", "bert")},
                   {"--memory-budget", "1000"});
  const auto verdict = server.get("/api/models/golden/bert/check").json();
  EXPECT_EQ(codes(verdict), "insufficient_memory ");
  EXPECT_EQ(verdict.at("obstacles").at(0).at("details").at("bytes_budget"), json::Value(1000));
}

TEST(CheckRoute, OfflineJudgesByTheFilesThatAreHere) {
  HubServer server({}, {"--offline"});
  golden::write_golden_model(server.cache(), "bert-text-classification", "bert");
  const auto verdict = server.get("/api/models/golden/bert/check?task=text-classification").json();
  EXPECT_EQ(verdict.at("runnable"), json::Value(true)) << json::dump(verdict);
  EXPECT_EQ(verdict.at("bytes_to_download"), json::Value(0));
  EXPECT_EQ(server.get("/api/models/golden/none/check").error_code(), "model_not_found");
  EXPECT_EQ(server.hub().requests().size(), 0U);
}

TEST(EnrichRoute, AFailedLookUpIsUnknownAndIsAskedForAgain) {
  auto gated = golden_repository("bert-text-classification", "gated");
  gated.gated = "manual";
  HubServer server({gated, {.id = "org/open"}});
  server.hub().add(fakes::with_status("/api/models/golden/gated", 500));
  const json::Array asked{"golden/gated", "org/open", "org/none", "no id"};
  auto rows = server.post("/api/models/enrich", asked).json().as_array();
  ASSERT_EQ(rows.size(), 4U);
  EXPECT_EQ(rows[0].at("status"), json::Value("unknown"));
  EXPECT_TRUE(rows[0].at("gated").is_null());
  EXPECT_EQ(rows[1].at("gated"), json::Value(false));
  EXPECT_EQ(rows[2].at("error").at("code"), json::Value("model_not_found"));
  EXPECT_EQ(rows[3].at("error").at("code"), json::Value("invalid_request"));
  rows = server.post("/api/models/enrich", asked).json().as_array();
  EXPECT_EQ(rows[0].at("gated"), json::Value("manual"));
  EXPECT_EQ(server.post("/api/models/enrich", json::Array(129, "a/b")).error_code(),
            "invalid_request");
}

TEST(EnrichRoute, HasNothingToSayWhenTheListIsNoNewer) {
  HubServer server({{.id = "org/open"}});
  const json::Array asked{"org/open"};
  const auto enrich = [&](const std::string& query) {
    return server.post("/api/models/enrich" + query, asked);
  };
  EXPECT_EQ(enrich("?since_ts=9999999999").status, 200) << "the Hub had to be asked";
  EXPECT_EQ(server.get("/api/models").status, 200);  // fetches the list
  const auto known = enrich("?since_ts=0");
  EXPECT_EQ(known.status, 200);
  const auto fetched = known.header("x-enrich-cache-ts");
  EXPECT_GT(std::stoll(fetched), 1'700'000'000);
  const auto no_newer = enrich("?since_ts=" + fetched + ".5");
  EXPECT_EQ(no_newer.status, 204);
  EXPECT_EQ(no_newer.body, "");
  EXPECT_EQ(no_newer.header("x-enrich-cache-ts"), fetched);
  EXPECT_EQ(enrich("?since_ts=" + std::to_string(std::stoll(fetched) - 1)).status, 200);
  EXPECT_EQ(enrich("?force_refresh=true&since_ts=" + fetched).status, 200);
  for (const auto* wrong : {"?since_ts=yesterday", "?since_ts=-1", "?since_ts=nan"})
    EXPECT_EQ(enrich(wrong).error_code(), "invalid_request") << wrong;
}

TEST(LocalRoute, ListsAndDeletesWhatIsOnTheDisk) {
  HubServer server({});
  golden::write_golden_model(server.cache(), "bert-text-classification", "bert");
  const auto before = server.get("/api/models/local").json();
  const auto& models = before.at("models").as_array();
  ASSERT_FALSE(models.empty());
  EXPECT_EQ(models.back().at("id"), json::Value("golden/bert"));
  EXPECT_EQ(models.back().at("revisions").at(0).at("tasks").at(0),
            json::Value("text-classification"));

  EXPECT_EQ(server.classify("golden/bert").status, 200);  // deleting unloads it
  const auto deleted = server.remove("/api/models/local/golden/bert");
  EXPECT_EQ(deleted.status, 200) << deleted.body;
  EXPECT_EQ(server.get("/api/models/local").json().at("models").as_array().size(),
            models.size() - 1);
  EXPECT_EQ(server.get("/api/models/status").json().at("loaded").as_array().size(), 0U);
  EXPECT_EQ(server.remove("/api/models/local/golden/bert").error_code(), "model_not_found");
  EXPECT_EQ(server.remove("/api/models/local/starter/sentiment-bert-tiny").error_code(),
            "invalid_request");
}

// Its class is also that of models that write summaries.
TEST(LocalRoute, NamesNoTaskWhoseInputsTheModelCannotPrepare) {
  HubServer server({});
  golden::write_golden_model(server.cache(), "whisper-automatic-speech-recognition", "hears");
  const auto local = server.get("/api/models/local").json();
  EXPECT_EQ(local.at("models").as_array().back().at("revisions").at(0).at("tasks"),
            (json::Array{"automatic-speech-recognition"}));
}

TEST(IntentsRoute, CoversEveryTask) {
  HubServer server({});
  std::set<std::string> covered;
  const auto intents = server.get("/api/intents").json();
  for (const auto& intent : intents.as_array())
    for (const auto& task : intent.at("hf_tasks").as_array()) covered.emplace(task.as_string());
  const auto listed = server.get("/api/tasks").json();
  for (const auto& task : listed.at("tasks").as_array())
    EXPECT_TRUE(covered.contains(std::string(task.at("task").as_string())))
        << task.at("task").as_string();
}

}  // namespace
}  // namespace hfi::lifecycle

// What the program tells of the Hub's models.

#include <gtest/gtest.h>

#include <set>

#include "lifecycle/hub_server.h"

namespace hfi::lifecycle {
namespace {

std::vector<fakes::HubRepository> many(int count) {
  std::vector<fakes::HubRepository> all;
  for (int i = 0; i < count; ++i)
    all.push_back({.id = "org/model-" + std::to_string(i),
                   .facts = {{"downloads", i},
                             {"likes", 100 - i},
                             {"trendingScore", i % 7},
                             {"createdAt", "2024-01-01T00:00:00.000Z"},
                             {"library_name", i % 2 == 0 ? "transformers" : "diffusers"},
                             {"tags", {"safetensors", "en"}},
                             {"config", {{"model_type", "bert"}}},
                             {"pipeline_tag", i % 3 == 0 ? "fill-mask" : "text-to-image"}}});
  return all;
}

std::vector<std::string> ids(const json::Value& page) {
  std::vector<std::string> all;
  for (const auto& model : page.at("models").as_array())
    all.emplace_back(model.at("id").as_string());
  return all;
}

std::string encoded(const std::string& text) {
  std::string out;
  for (const char c : text) out += c == ' ' ? "%20" : c == '+' ? "%2B" : std::string(1, c);
  return out;
}

TEST(CatalogueRoutes, PagesThroughWhatIsSearchedAndFiltered) {
  HubServer server(many(30));
  const auto all = server.get("/api/models?sort=downloads&limit=4").json();
  EXPECT_EQ(all.at("matching"), json::Value(30));
  EXPECT_EQ(ids(all).front(), "org/model-29");
  EXPECT_EQ(all.at("catalogue").at("models"), json::Value(30));
  EXPECT_EQ(all.at("catalogue").at("stale"), json::Value(false));

  std::vector<std::string> seen;
  std::string cursor;
  do {
    const auto page = server.get("/api/models?task=fill-mask&limit=4&cursor=" + cursor).json();
    for (auto& id : ids(page)) seen.push_back(std::move(id));
    const auto& next = page.at("next");
    cursor = next.is_null() ? "" : encoded(std::string(next.as_string()));
  } while (!cursor.empty());
  EXPECT_EQ(seen.size(), 10U);
  EXPECT_EQ(std::set(seen.begin(), seen.end()).size(), 10U);

  EXPECT_EQ(ids(server.get("/api/models?search=MODEL-7").json()).size(), 1U);
  EXPECT_EQ(server.get("/api/models?input=text&output=labels").json().at("matching"),
            json::Value(10));
  EXPECT_EQ(server.get("/api/models?goal=Create%20pictures").json().at("matching"),
            json::Value(20));
  EXPECT_EQ(server.get("/api/models?library=diffusers").json().at("matching"), json::Value(15));
  EXPECT_EQ(server.get("/api/models?runnable=true").json().at("matching"), json::Value(10));
}

TEST(CatalogueRoutes, AnswersSmallerWhereTheClientTakesIt) {
  HubServer server(many(30));
  const auto plain = server.get("/api/models");
  support::HttpClient client(server.process().port());
  const auto packed =
      client.ask({.path = "/api/models", .headers = {{"accept-encoding", "gzip"}}}).value();
  EXPECT_EQ(packed.header("content-encoding"), "gzip");
  EXPECT_LT(packed.body.size(), plain.body.size() / 2);
}

TEST(CatalogueRoutes, RefusesWhatIsNoFilter) {
  HubServer server(many(1));
  for (const auto* query :
       {"runnable=maybe", "sort=size", "limit=0", "limit=1e3", "taks=x", "cursor=nonsense"}) {
    const auto answer = server.get(std::string("/api/models?") + query);
    EXPECT_EQ(answer.error_code(), "invalid_request") << query << answer.body;
  }
}

TEST(CatalogueRoutes, AFailureOfTheHubIsAnErrorAndNotAShorterList) {
  HubServer server(many(3));
  server.hub().add(fakes::with_status("/api/models?", 403));
  const auto answer = server.get("/api/models");
  EXPECT_GE(answer.status, 400) << answer.body;
  EXPECT_EQ(server.get("/api/models/tasks").status, answer.status);
  EXPECT_EQ(server.get("/api/models/preloaded").status, answer.status);
  EXPECT_FALSE(
      server.get("/api/models/preloaded/meta").json().at("catalogue").at("error").is_null());
  // asked for again, and now the Hub answers
  EXPECT_EQ(server.get("/api/models/preloaded?refresh=true").json().as_array().size(), 3U);
  EXPECT_EQ(server.get("/api/models").json().at("matching"), json::Value(3));
}

TEST(CatalogueRoutes, KeepsTheListOverARestartAndSaysWhenItIsDamaged) {
  HubServer server(many(5));
  EXPECT_EQ(server.get("/api/models").json().at("matching"), json::Value(5));
  const auto asked = server.hub().requests().size();
  server.restart();
  EXPECT_EQ(server.get("/api/models").json().at("matching"), json::Value(5));
  EXPECT_EQ(server.hub().requests().size(), asked);

  for (const auto& entry : std::filesystem::recursive_directory_iterator(server.state()))
    if (entry.path().extension() == ".jsonl") fakes::write_file(entry.path(), "damaged");
  server.restart();
  EXPECT_EQ(server.get("/api/models").json().at("matching"), json::Value(5));
  EXPECT_GT(server.hub().requests().size(), asked);
  EXPECT_NE(server.process().errors().find("catalogue_damaged"), std::string::npos);
}

TEST(CatalogueRoutes, OfflineServesTheListThatIsThere) {
  HubServer server(many(5));
  EXPECT_EQ(server.get("/api/models").json().at("matching"), json::Value(5));
  const auto asked = server.hub().requests().size();
  server.restart({"--offline"});
  EXPECT_EQ(server.get("/api/models").json().at("matching"), json::Value(5));
  EXPECT_EQ(server.get("/api/models/preloaded?refresh=true").error_code(), "hub_offline");
  EXPECT_EQ(server.hub().requests().size(), asked);
}

TEST(CatalogueRoutes, CountsModelsByTask) {
  HubServer server(many(30));
  const auto rows = server.get("/api/models/tasks").json().as_array();
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].at("task"), json::Value("text-to-image"));
  EXPECT_EQ(rows[0].at("model_count"), json::Value(20));
  EXPECT_EQ(rows[1].at("avg_downloads"), json::Value(13.5));
  EXPECT_GT(server.get("/api/models/tasks?include_empty=true").json().as_array().size(), 40U);
}

}  // namespace
}  // namespace hfi::lifecycle

// `model_meta` in answers.

#include <gtest/gtest.h>

#include "golden/golden_cache.h"
#include "lifecycle/hub_server.h"

namespace hfi::lifecycle {
namespace {

class ModelMeta : public testing::Test {
 protected:
  ModelMeta() { golden::write_golden_model(server.cache(), "bert-text-classification", "bert"); }
  static fakes::HubRepository repository() {
    return {.id = "golden/bert", .facts = {{"likes", 7}, {"pipeline_tag", "text-classification"}}};
  }
  HubServer server{{repository()}};
};

TEST_F(ModelMeta, IsAskedForOnce) {
  for (int i = 0; i < 2; ++i) {
    const auto answer = server.classify("golden/bert").json();
    EXPECT_EQ(answer.at("model_meta").at("likes"), json::Value(7));
    EXPECT_EQ(answer.at("model_meta").at("model_type"), json::Value("bert"));
    EXPECT_TRUE(answer.at("meta_error").is_null());
  }
  EXPECT_EQ(server.hub().requests().size(), 1U);
}

TEST_F(ModelMeta, ComesFromTheCatalogueWhenThatIsThere) {
  EXPECT_EQ(server.get("/api/models").status, 200);
  const auto asked = server.hub().requests().size();
  EXPECT_EQ(server.classify("golden/bert").json().at("model_meta").at("likes"), json::Value(7));
  EXPECT_EQ(server.hub().requests().size(), asked);
}

TEST_F(ModelMeta, ItsFailureIsVisibleAndFailsNothing) {
  server.hub().add(fakes::with_status("/api/models/golden/bert", 500));
  const auto answer = server.classify("golden/bert");
  EXPECT_EQ(answer.status, 200);
  EXPECT_FALSE(answer.json().at("meta_error").at("code").as_string().empty());
  EXPECT_EQ(answer.json().at("model_meta").at("model_type"), json::Value("bert"));
  EXPECT_FALSE(answer.json().at("model_meta").as_object().contains("likes"));
}

TEST_F(ModelMeta, NobodyIsAskedWhenItIsNotWanted) {
  const auto answer = server.classify("golden/bert", "?include_model_meta=false").json();
  EXPECT_TRUE(answer.at("model_meta").is_null());
  EXPECT_TRUE(answer.at("meta_error").is_null());
  EXPECT_EQ(server.hub().requests().size(), 0U);
}

}  // namespace
}  // namespace hfi::lifecycle

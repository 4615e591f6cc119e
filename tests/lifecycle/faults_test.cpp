// What the Hub can do wrong, seen by whoever asked for a model; and that nothing of it stays.

#include <gtest/gtest.h>

#include "lifecycle/hub_server.h"

namespace hfi::lifecycle {
namespace {

namespace fs = std::filesystem;

class Faults : public testing::Test {
 protected:
  // Without the question for metadata, which would meet the fault as well.
  support::Answer classify() { return server.classify("golden/bert", "?include_model_meta=false"); }
  // Whatever has a final name is what its name says.
  void expect_whole() {
    const auto blobs = server.cache() / "models--golden--bert" / "blobs";
    if (!fs::exists(blobs)) return;
    for (const auto& entry : fs::directory_iterator(blobs)) {
      const auto name = entry.path().filename().string();
      if (name.ends_with(".incomplete")) continue;
      const auto content = fakes::content_of(entry.path());
      EXPECT_TRUE(name == fakes::sha256_of(content) || name == fakes::git_sha1_of(content)) << name;
    }
  }
  void expect_error_then_answer(const fakes::HubFault& fault, const std::string& code) {
    server.hub().add(fault);
    const auto failed = classify();
    EXPECT_EQ(failed.error_code(), code) << failed.body;
    EXPECT_NE(failed.body.find("golden/bert"), std::string::npos) << failed.body;
    expect_whole();
    const auto answered = classify();
    EXPECT_EQ(answered.status, 200) << answered.body;
    expect_whole();
  }

  HubServer server{{golden_repository("bert-text-classification", "bert")}};
};

TEST_F(Faults, WrongContent) {
  expect_error_then_answer(
      {.target = "/repos/", .change = [](fakes::HubReply& reply) { reply.body[9] ^= 1; }},
      "hub_invalid");
}

TEST_F(Faults, APageInsteadOfADescription) {
  expect_error_then_answer(
      {.target = "/api/models/golden/bert",
       .change = [](fakes::HubReply& reply) { reply.body = "<html>Log in</html>"; }},
      "hub_invalid");
}

TEST_F(Faults, RefusalOfTheToken) {
  expect_error_then_answer(
      {.target = "/api/models/golden/bert",
       .change =
           [](fakes::HubReply& reply) {
             reply.status = 401;
             reply.headers = {{"X-Error-Message", "Invalid credentials in Authorization header"}};
           }},
      "hub_unauthorized");
}

TEST_F(Faults, TooManyRequestsForLongerThanAnybodyWaits) {
  expect_error_then_answer(
      fakes::with_status("/api/models/golden/bert", 429, {{"Retry-After", "3000"}}),
      "hub_rate_limited");
}

TEST_F(Faults, AConnectionThatIsCutIsTakenUpAgain) {
  server.hub().add(fakes::cut_after("/repos/", 10'000));
  server.hub().add(fakes::cut_after("/repos/", 20'000));
  const auto answer = classify();
  EXPECT_EQ(answer.status, 200) << answer.body;
  expect_whole();
}

TEST(FaultsOfRepositories, AreNamed) {
  auto gated = golden_repository("bert-text-classification", "gated");
  gated.gated = "manual";
  HubServer server({gated});
  const auto refused = server.classify("golden/gated");
  EXPECT_EQ(refused.error_code(), "model_gated") << refused.body;
  EXPECT_TRUE(refused.json().at("error").at("details").as_object().contains("url"));
  EXPECT_EQ(server.classify("golden/none").error_code(), "model_not_found");
  auto request = classification("golden/gated");
  request["options"] = {{"revision", "none"}};
  EXPECT_EQ(server.post("/api/inference", request).error_code(), "revision_not_found");
}

}  // namespace
}  // namespace hfi::lifecycle

// What the Hub can do wrong, seen by whoever asked for a model; and that nothing of it stays.

#include <gtest/gtest.h>

#include "lifecycle/fault_fixture.h"

namespace hfi::lifecycle {
namespace {

class Faults : public FaultTest {};

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

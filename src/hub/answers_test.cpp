#include "hub/answers.h"

#include <gtest/gtest.h>

namespace hfi::hub {
namespace {

using Headers = std::vector<std::pair<std::string, std::string>>;

const HubOptions options{.endpoint = "https://huggingface.co"};
const Asked asked{.model_id = "org/name", .revision = "main"};

Error refusal(int status, Headers headers, const HubOptions& as = options, std::string body = "") {
  const auto checked = check_status(
      {.head = {.status = status, .headers = std::move(headers)}, .body = std::move(body)}, asked,
      as);
  return checked ? Error{ErrorCode::internal_error, "accepted"} : checked.error();
}

TEST(Answer, IsAcceptedFrom200To299) {
  for (const int status : {200, 204, 206}) EXPECT_EQ(refusal(status, {}).message, "accepted");
}

TEST(Answer, OfARefusalBecomesACodeThatSaysWhatToDo) {
  EXPECT_EQ(refusal(404, {{"x-error-code", "RepoNotFound"}}).code, ErrorCode::model_not_found);
  EXPECT_EQ(refusal(401, {}).code, ErrorCode::model_not_found);
  EXPECT_EQ(refusal(401, {{"x-error-message", "Invalid credentials in Authorization header"}}).code,
            ErrorCode::hub_unauthorized);
  EXPECT_EQ(refusal(403, {}).code, ErrorCode::hub_unauthorized);
  EXPECT_EQ(refusal(403, {{"x-error-message", "Access to this resource is disabled."}}).code,
            ErrorCode::model_not_found);
  EXPECT_EQ(refusal(404, {{"x-error-code", "RevisionNotFound"}}).code,
            ErrorCode::revision_not_found);
  EXPECT_EQ(refusal(404, {{"x-error-code", "EntryNotFound"}}).code, ErrorCode::hub_invalid);
  EXPECT_EQ(refusal(503, {}).code, ErrorCode::hub_unreachable);
  EXPECT_EQ(refusal(418, {}).code, ErrorCode::hub_invalid);
}

TEST(Answer, OfAGatedModelNamesThePageAndTheToken) {
  const auto without = refusal(401, {{"x-error-code", "GatedRepo"}});
  EXPECT_EQ(without.code, ErrorCode::model_gated);
  EXPECT_EQ(without.details.at("url").as_string(), "https://huggingface.co/org/name");
  EXPECT_NE(without.message.find("no token was sent"), std::string::npos) << without.message;

  auto logged_in = options;
  logged_in.token = Token{.value = "hf_secret", .origin = "HF_TOKEN"};
  const auto with = refusal(403, {{"x-error-code", "GatedRepo"}}, logged_in);
  EXPECT_EQ(with.code, ErrorCode::model_gated);
  EXPECT_NE(with.message.find("from HF_TOKEN"), std::string::npos) << with.message;
  EXPECT_EQ(with.message.find("hf_secret"), std::string::npos);
}

TEST(Answer, OfALimitSaysWhenToComeBack) {
  const auto limited = refusal(429, {{"ratelimit", "\"api\";r=0;t=55"}});
  EXPECT_EQ(limited.code, ErrorCode::hub_rate_limited);
  EXPECT_EQ(limited.details.at("retry_after_s").as_int64(), 56);
}

TEST(Answer, CarriesTheHubsOwnWords) {
  const auto words =
      refusal(400, {{"content-type", "application/json"}, {"x-request-id", "Root=1"}}, options,
              R"({"error": "no such sort"})");
  EXPECT_NE(words.message.find("no such sort"), std::string::npos) << words.message;
  EXPECT_EQ(words.details.at("hub_request_id").as_string(), "Root=1");
}

TEST(Answer, ThatIsNotJsonIsShown) {
  const auto page =
      parse_answer({.head = {.status = 200, .headers = {{"content-type", "text/html"}}},
                    .body = "<html>\nPlease log in"},
                   asked);
  ASSERT_FALSE(page);
  EXPECT_EQ(page.error().code, ErrorCode::hub_invalid);
  EXPECT_NE(page.error().message.find("Please log in"), std::string::npos) << page.error().message;
  EXPECT_FALSE(parse_answer(
      {.head = {.headers = {{"content-type", "application/json"}}}, .body = "{"}, asked));
}

TEST(NextPage, IsTakenFromTheLinkAndStaysWithTheHub) {
  const auto next = [](std::string link, const std::string& endpoint) {
    const auto url = next_page({.headers = {{"link", std::move(link)}}}, {.endpoint = endpoint});
    return url ? *url : "refused";
  };
  const std::string hub = "https://huggingface.co";
  EXPECT_EQ(next("<" + hub + "/api/models?cursor=x>; rel=\"next\"", hub),
            hub + "/api/models?cursor=x");
  EXPECT_EQ(next("</api/models?cursor=x>; rel=\"next\"", hub), hub + "/api/models?cursor=x");
  EXPECT_EQ(next("<https://a.b/1>; rel=\"prev\", <" + hub + "/2>; rel=\"next\"", hub), hub + "/2");
  EXPECT_EQ(next("<" + hub + "/api/x>; rel=\"next\"", "http://mirror"), "http://mirror/api/x");
  EXPECT_EQ(next("<https://evil.example/x>; rel=\"next\"", hub), "refused");
  EXPECT_EQ(next("<" + hub + ".evil.example/x>; rel=\"next\"", hub), "refused");
  EXPECT_EQ(next("", hub), "");
}

}  // namespace
}  // namespace hfi::hub

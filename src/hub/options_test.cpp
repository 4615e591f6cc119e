#include "hub/options.h"

#include <gtest/gtest.h>

#include "fakes/temporary_folder.h"

namespace hfi::hub {
namespace {

HubOptions options(Environment environment, const HubFlags& flags = {}) {
  environment.try_emplace("HF_HOME", "/nowhere");
  auto found = hub_options(environment, flags);
  EXPECT_TRUE(found) << found.error().message;
  return found ? *found : HubOptions{};
}

TEST(HubOptions, AreTheHubItselfByDefault) {
  const auto found = options({});
  EXPECT_EQ(found.endpoint, "https://huggingface.co");
  EXPECT_FALSE(found.token);
  EXPECT_EQ(found.access, Access::online);
  EXPECT_EQ(found.cache_dir, "/nowhere/hub");
}

TEST(HubOptions, LetAFlagOverruleAVariable) {
  const Environment environment{{"HF_ENDPOINT", "https://mirror.example/"},
                                {"HF_HUB_CACHE", "/cache"}};
  EXPECT_EQ(options(environment).endpoint, "https://mirror.example");
  const auto found = options(environment, {.hub_url = "http://localhost:1", .cache_dir = "/other"});
  EXPECT_EQ(found.endpoint, "http://localhost:1");
  EXPECT_EQ(found.cache_dir, "/other");
}

TEST(HubOptions, AreOfflineWhenAnyoneSaysSo) {
  for (const auto* yes : {"1", "on", "Yes", "TRUE"})
    EXPECT_EQ(options({{"HF_HUB_OFFLINE", yes}}).access, Access::offline) << yes;
  EXPECT_EQ(options({{"TRANSFORMERS_OFFLINE", "1"}}).access, Access::offline);
  EXPECT_EQ(options({{"HF_HUB_OFFLINE", "0"}, {"TRANSFORMERS_OFFLINE", "1"}}).access,
            Access::online);
  EXPECT_EQ(options({}, {.access = Access::offline}).access, Access::offline);
}

TEST(HubOptions, TakeTheTokenFromTheStandardPlaces) {
  fakes::TemporaryFolder folder;
  fakes::write_file(folder.path() / "token", " hf_file\n");
  const Environment home{{"HF_HOME", folder.path()}};
  EXPECT_EQ(options(home).token->value, "hf_file");
  EXPECT_EQ(options(home).token->origin, (folder.path() / "token").string());
  auto both = home;
  both["HUGGING_FACE_HUB_TOKEN"] = "hf_old";
  EXPECT_EQ(options(both).token->value, "hf_old");
  both["HF_TOKEN"] = " hf_new\r\n";
  EXPECT_EQ(options(both).token->value, "hf_new");
  EXPECT_EQ(options(both).token->origin, "HF_TOKEN");
  both["HF_HUB_DISABLE_IMPLICIT_TOKEN"] = "1";
  EXPECT_FALSE(options(both).token);
}

TEST(HubOptions, RefuseAnAddressOrATokenThatCannotBeOne) {
  const auto code = [](const Environment& environment) {
    const auto found = hub_options(environment, {});
    return found ? ErrorCode::internal_error : found.error().code;
  };
  for (const auto* url :
       {"huggingface.co", "ftp://x", "https://", "https://user:secret@x", "http://x/?a"})
    EXPECT_EQ(code({{"HF_HOME", "/x"}, {"HF_ENDPOINT", url}}), ErrorCode::invalid_option) << url;
  const auto bad = hub_options({{"HF_HOME", "/x"}, {"HF_TOKEN", "secret x"}}, {});
  ASSERT_FALSE(bad);
  EXPECT_EQ(bad.error().message.find("secret"), std::string::npos);
}

TEST(Network, TakesProxiesInLowerCaseFirst) {
  const auto network = network_of({{"HTTPS_PROXY", "http://upper:1"},
                                   {"https_proxy", "http://user:secret@lower:2"},
                                   {"ALL_PROXY", "http://all:3"},
                                   {"NO_PROXY", "localhost"}});
  ASSERT_TRUE(network);
  EXPECT_EQ(network->http_proxy, "http://all:3");
  EXPECT_EQ(network->https_proxy, "http://user:secret@lower:2");
  const auto shown = route_shown(*network, "https://huggingface.co/x");
  EXPECT_NE(shown.find("http://lower:2"), std::string::npos) << shown;
  EXPECT_EQ(shown.find("secret"), std::string::npos) << shown;
}

TEST(Network, TakesTheFirstCertificateFileThatIsNamed) {
  fakes::TemporaryFolder folder;
  const auto file = folder.path() / "ca.pem";
  fakes::write_file(file, "");
  EXPECT_EQ(network_of({{"REQUESTS_CA_BUNDLE", file}, {"CURL_CA_BUNDLE", "/missing"}})->ca_file,
            file.string());
  EXPECT_EQ(network_of({{"SSL_CERT_FILE", "/missing"}}).error().code, ErrorCode::invalid_option);
}

TEST(Url, IsShownWithoutItsSecrets) {
  EXPECT_EQ(shown_url("https://cdn.example/x?Signature=secret#y"), "https://cdn.example/x");
  EXPECT_EQ(shown_url("http://user:secret@proxy:3128/a@b"), "http://proxy:3128/a@b");
}

TEST(Url, EncodesWhatHasAMeaning) {
  EXPECT_EQ(url_encoded("refs/pr/1"), "refs%2Fpr%2F1");
  EXPECT_EQ(url_encoded("a b/\xc3\xa4?.json", "/"), "a%20b/%C3%A4%3F.json");
}

}  // namespace
}  // namespace hfi::hub

#include "server/http/static_files.h"

#include <gtest/gtest.h>

#include <fstream>

namespace hfi::server {
namespace {

namespace fs = std::filesystem;

class StaticFiles : public testing::Test {
 protected:
  StaticFiles() {
    write("index.html", "<html>");
    write("assets/app-1f2e.js", "let a;");
    write("with space.txt", "text");
  }
  ~StaticFiles() override { fs::remove_all(root_); }

  void write(const std::string& path, const std::string& text) const {
    fs::create_directories((folder_ / path).parent_path());
    std::ofstream(folder_ / path) << text;
  }

  [[nodiscard]] Result<Response> ask(const std::string& path, Pairs headers = {}) const {
    const auto handler = static_files(folder_, 1000);
    if (!handler) return tl::unexpected(handler.error());
    Request request;
    request.path = path;
    request.headers = std::move(headers);
    auto reply = (*handler)(request);
    if (!reply) return tl::unexpected(reply.error());
    return std::get<Response>(*reply);
  }

  static std::string header(const Response& response, std::string_view name) {
    for (const auto& [key, value] : response.headers)
      if (key == name) return value;
    return "";
  }

  const fs::path root_ =
      fs::path(testing::TempDir()) / testing::UnitTest::GetInstance()->current_test_info()->name();
  const fs::path folder_ = root_ / "dist";
};

const Pairs navigation = {{"Accept", "text/html,application/xhtml+xml,*/*;q=0.8"}};

TEST_F(StaticFiles, AreServedWithTheirTypes) {
  const auto script = ask("/assets/app-1f2e.js");
  ASSERT_TRUE(script) << script.error().message;
  EXPECT_EQ(script->bytes(), "let a;");
  EXPECT_EQ(script->content_type, "text/javascript; charset=utf-8");
  EXPECT_EQ(ask("/")->content_type, "text/html; charset=utf-8");
  EXPECT_EQ(ask("/with%20space.txt")->bytes(), "text");
}

TEST_F(StaticFiles, MayBeKeptForEverOnlyWhenTheirNameIsAHash) {
  EXPECT_NE(header(*ask("/assets/app-1f2e.js"), "cache-control").find("immutable"),
            std::string::npos);
  EXPECT_EQ(header(*ask("/index.html"), "cache-control"), "no-cache");
}

TEST_F(StaticFiles, AreNotSentTwiceToWhoHasThem) {
  const auto etag = header(*ask("/index.html"), "etag");
  ASSERT_FALSE(etag.empty());
  for (const auto& known : {etag, "W/" + etag, "\"other\", " + etag, std::string("*")}) {
    const auto answer = ask("/index.html", {{"if-none-match", known}});
    EXPECT_EQ(answer->status, 304) << known;
    EXPECT_EQ(answer->bytes(), "");
    EXPECT_EQ(header(*answer, "etag"), etag);
  }
  EXPECT_EQ(ask("/index.html", {{"if-none-match", "\"other\""}})->status, 200);
  write("index.html", "<html><body>");
  EXPECT_NE(header(*ask("/index.html"), "etag"), etag);
}

TEST_F(StaticFiles, AreSentPackedToThoseWhoTakeIt) {
  write("assets/app-1f2e.js.br", "br");
  write("assets/app-1f2e.js.gz", "gz");
  const auto packed = [&](const std::string& list) {
    const auto answer = ask("/assets/app-1f2e.js", {{"accept-encoding", list}});
    EXPECT_EQ(answer->content_type, "text/javascript; charset=utf-8");
    EXPECT_EQ(header(*answer, "vary"), "accept-encoding");
    return header(*answer, "content-encoding") + ":" + std::string(answer->bytes());
  };
  EXPECT_EQ(packed("gzip, deflate, br"), "br:br");
  EXPECT_EQ(packed("GZIP;q=0.5,br;q=0"), "gzip:gz");
  EXPECT_EQ(packed("identity"), ":let a;");
  EXPECT_EQ(packed("brotli, x-gzip"), ":let a;");
  EXPECT_EQ(header(*ask("/", {{"accept-encoding", "br"}}), "content-encoding"), "");
}

TEST_F(StaticFiles, LetThePageLoadNothingFromOtherHosts) {
  for (const auto* const path : {"/", "/assets/app-1f2e.js"}) {
    const auto policy = header(*ask(path), "content-security-policy");
    EXPECT_NE(policy.find("default-src 'none'; script-src 'self'; style-src 'self';"),
              std::string::npos);
    EXPECT_EQ(policy.find("unsafe"), std::string::npos);
    EXPECT_EQ(policy.find("http"), std::string::npos);
  }
}

TEST_F(StaticFiles, GiveThePageToABrowserThatNavigates) {
  EXPECT_EQ(ask("/models/org/name", navigation)->bytes(), "<html>");
  EXPECT_EQ(ask("/apiary", navigation)->bytes(), "<html>");
  EXPECT_EQ(ask("/models/org/name").error().code, ErrorCode::not_found);
  EXPECT_EQ(ask("/assets/old-0000.js", {{"accept", "*/*"}}).error().code, ErrorCode::not_found);
}

TEST_F(StaticFiles, NeverAnswerForTheApi) {
  write("api/secret.txt", "x");
  for (const auto* const path : {"/api", "/api/", "/api/x", "/api/secret.txt", "/%61pi/x"})
    EXPECT_EQ(ask(path, navigation).error().code, ErrorCode::not_found) << path;
}

TEST_F(StaticFiles, EndAtTheirFolder) {
  std::ofstream(root_ / "secret") << "x";
  for (const auto* const path : {"/../secret", "/%2e%2e/secret", "/..%2fsecret", "//secret",
                                 "/assets/../../secret", "/.", "/assets", "/assets/", "secret"})
    EXPECT_EQ(ask(path).error().code, ErrorCode::not_found) << path;
  EXPECT_EQ(ask("/%zz").error().code, ErrorCode::malformed_http);
}

TEST_F(StaticFiles, AreRefusedAsAWholeWhenALinkLeadsOut) {
  std::ofstream(root_ / "secret") << "x";
  fs::create_symlink(root_ / "secret", folder_ / "link.txt");
  EXPECT_EQ(ask("/").error().code, ErrorCode::invalid_option);
  fs::remove(folder_ / "link.txt");
  fs::create_directory_symlink(root_, folder_ / "link");
  const auto refused = ask("/");
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().message.find("link"), std::string::npos);
}

TEST_F(StaticFiles, AreRefusedWhenTheyAreTooLargeOrMissing) {
  write("large.txt", std::string(990, 'x'));
  EXPECT_EQ(ask("/").error().code, ErrorCode::invalid_option);
  fs::remove_all(folder_);
  EXPECT_EQ(ask("/").error().code, ErrorCode::invalid_option);
}

}  // namespace
}  // namespace hfi::server

#pragma once
// Downloads from a Hub on this machine into a cache of the test's own.

#include <gtest/gtest.h>

#include "fakes/fake_hub.h"
#include "fakes/temporary_folder.h"
#include "hub/download.h"
#include "hub/local_models.h"

namespace hfi::hub {

// Not compressible, and the same each time.
inline std::string noise(std::size_t bytes, std::uint32_t seed = 1) {
  std::string text(bytes, '\0');
  for (auto& c : text) {
    seed = seed * 1664525U + 1013904223U;
    c = static_cast<char>(seed >> 24U);
  }
  return text;
}

inline fakes::HubRepository model_with(std::string weights) {
  return {.id = "org/name",
          .files = {{.path = "config.json", .content = R"({"model_type": "bert"})"},
                    {.path = "empty.txt", .content = ""},
                    {.path = "model.safetensors", .content = std::move(weights), .large = true},
                    {.path = "onnx/a b.json", .content = "[]"}}};
}

class DownloadTest : public testing::Test {
 protected:
  explicit DownloadTest(std::vector<fakes::HubRepository> models) : hub(std::move(models)) {}

  void TearDown() override { expect_sound(); }

  [[nodiscard]] HubOptions options() const {
    return {.endpoint = hub.url(), .token = token, .cache_dir = cache};
  }

  [[nodiscard]] Client client() const {
    return *open_client(options(),
                        {.now = &std::chrono::system_clock::now,
                         .sleep = [](std::chrono::milliseconds, const std::stop_token&) {}});
  }

  // All files of the model.
  [[nodiscard]] Result<DownloadRequest> request(const std::string& id = "org/name") const {
    DownloadRequest wanted{.model = TRY(find_remote(client(), id, "main", {})), .limits = limits};
    for (const auto& file : wanted.model.tree.files) wanted.files.push_back(file.path);
    return wanted;
  }

  [[nodiscard]] Result<Snapshot> fetch(const std::stop_token& stop = {}) const {
    return download(options(), TRY(request()), stop);
  }

  [[nodiscard]] Error failure() const {
    const auto snapshot = fetch();
    return snapshot ? Error{ErrorCode::internal_error, "it succeeded"} : snapshot.error();
  }

  [[nodiscard]] std::vector<std::string> blobs() const {
    std::vector<std::string> names;
    if (!std::filesystem::exists(repository / "blobs")) return names;
    for (const auto& entry : std::filesystem::directory_iterator(repository / "blobs"))
      names.push_back(entry.path().filename().string());
    return names;
  }

  // Whatever went wrong: what has a final name is whole, and the cache can be listed.
  void expect_sound() const {
    for (const auto& name : blobs()) {
      if (name.ends_with(".incomplete")) continue;
      const auto content = fakes::content_of(repository / "blobs" / name);
      EXPECT_EQ(name, name.size() == 64 ? fakes::sha256_of(content) : fakes::git_sha1_of(content));
    }
    const auto listed = list_local_models(cache);
    ASSERT_TRUE(listed) << listed.error().message;
    for (const auto& damaged : listed->damaged) ADD_FAILURE() << damaged.message;
    for (const auto& model : listed->models) EXPECT_TRUE(model.dangling_refs.empty());
  }

  fakes::TemporaryFolder folder;
  std::filesystem::path cache = folder.path() / "hub";
  std::filesystem::path repository = cache / "models--org--name";
  std::optional<Token> token;
  DownloadLimits limits{.part_bytes = 1U << 20U,
                        .retries = {.first_pause = std::chrono::milliseconds(2)}};
  fakes::FakeHub hub;
};

}  // namespace hfi::hub

#include "lifecycle/fault_fixture.h"

#include <cstdlib>

namespace hfi::lifecycle {

namespace fs = std::filesystem;

void FaultTest::TearDown() {
  expect_whole();
  keep("at the end");
}

void FaultTest::keep(const std::string& when) {
  const auto* kept = std::getenv("HFI_KEEP_CACHES");
  if (kept == nullptr) return;
  const auto* test = testing::UnitTest::GetInstance()->current_test_info();
  const auto name = std::string(test->test_suite_name()) + "." + test->name() + " " + when;
  fs::create_directories(fs::path(kept) / name);
  fs::copy(server.seen_cache(), fs::path(kept) / name,
           fs::copy_options::recursive | fs::copy_options::copy_symlinks);
}

support::Answer FaultTest::classify() {
  return server.classify("golden/bert", "?include_model_meta=false");
}

void FaultTest::expect_whole() {
  const auto blobs = server.seen_cache() / "models--golden--bert" / "blobs";
  if (!fs::exists(blobs)) return;
  for (const auto& entry : fs::directory_iterator(blobs)) {
    const auto name = entry.path().filename().string();
    if (name.ends_with(".incomplete")) continue;
    const auto content = fakes::content_of(entry.path());
    EXPECT_TRUE(name == fakes::sha256_of(content) || name == fakes::git_sha1_of(content)) << name;
  }
}

void FaultTest::expect_error(const std::string& code, const std::vector<std::string>& words) {
  const auto failed = classify();
  EXPECT_EQ(failed.error_code(), code) << failed.body;
  EXPECT_NE(failed.body.find("golden/bert"), std::string::npos) << failed.body;
  for (const auto& word : words)
    EXPECT_NE(failed.body.find(word), std::string::npos) << word << " in " << failed.body;
  expect_whole();
  keep("after the error");
}

void FaultTest::expect_answer() {
  const auto answered = classify();
  EXPECT_EQ(answered.status, 200) << answered.body;
  expect_whole();
}

void FaultTest::expect_error_then_answer(const fakes::HubFault& fault, const std::string& code,
                                         const std::vector<std::string>& words) {
  server.hub().add(fault);
  expect_error(code, words);
  expect_answer();
}

std::uint64_t FaultTest::weights_bytes() const {
  for (const auto& file : golden_repository("bert-text-classification", "bert").files)
    if (file.path == "model.safetensors") return file.content.size();
  return 0;
}

std::uint64_t FaultTest::all_bytes() const {
  std::uint64_t bytes = 0;
  for (const auto& file : golden_repository("bert-text-classification", "bert").files)
    bytes += file.path.starts_with("onnx") ? 0 : file.content.size();
  return bytes;
}

}  // namespace hfi::lifecycle

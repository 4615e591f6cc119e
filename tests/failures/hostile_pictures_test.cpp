// Pictures from strangers: what is broken is refused at once, costs no memory, and harms nobody.

#include "failures/hostile_pictures.h"

#include <gtest/gtest.h>

#include <chrono>
#include <fstream>

#include "core/base64.h"
#include "core/mapped_file.h"
#include "fakes/temporary_folder.h"
#include "golden/golden_cache.h"
#include "support/http_client.h"
#include "support/server_process.h"

namespace hfi::failures {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr milliseconds allowed{100};
constexpr long allowed_growth_kib = 64L << 10;

class HostilePictures : public testing::Test {
 protected:
  HostilePictures() {
    golden::write_golden_model(cache_.path(), "vit-image-classification", "pictures");
    auto started = support::ServerProcess::start(
        {.program = PROGRAM,
         .arguments = {"serve", "--port", "0", "--cache-dir", cache_.path().string()}});
    process_ = std::make_unique<support::ServerProcess>(std::move(started).value());
    client_ = std::make_unique<support::HttpClient>(process_->port());
  }

  support::Answer classify(const std::string& data_uri) {
    return client_
        ->post("/api/inference", json::Object{{"model_id", "golden/pictures"},
                                              {"task", "image-classification"},
                                              {"inputs", {{"image_base64", data_uri}}}})
        .value();
  }

  std::string good() {
    return base64_encode(*read_file(GOLDEN_DIR "/pictures/photo.jpg", std::size_t{1} << 20U));
  }

  [[nodiscard]] long memory_kib() const {
    std::ifstream status("/proc/" + std::to_string(process_->pid()) + "/status");
    for (std::string word; status >> word;)
      if (word == "VmRSS:") {
        long kib = 0;
        status >> kib;
        return kib;
      }
    return -1;
  }

 private:
  fakes::TemporaryFolder cache_{};
  std::unique_ptr<support::ServerProcess> process_;
  std::unique_ptr<support::HttpClient> client_;
};

TEST_F(HostilePictures, AreRefusedAtOnceAndCostNothing) {
  ASSERT_EQ(classify(good()).status, 200);  // so that the model is loaded
  const auto pictures = hostile_pictures();
  ASSERT_GE(pictures.size(), 40U);
  const auto before = memory_kib();
  ASSERT_GT(before, 0);
  for (const auto& picture : pictures) {
    SCOPED_TRACE(picture.name);
    auto quickest = milliseconds::max();
    for (int i = 0; i < 3; ++i) {  // others use this machine too
      const auto start = steady_clock::now();
      const auto answer = classify(picture.data_uri);
      quickest =
          std::min(quickest, std::chrono::duration_cast<milliseconds>(steady_clock::now() - start));
      ASSERT_EQ(answer.status, 422) << answer.body.substr(0, 500);
      EXPECT_TRUE(answer.error_code() == "invalid_input" || answer.error_code() == "missing_inputs")
          << answer.body;
    }
    EXPECT_LT(quickest, allowed);
  }
  EXPECT_LT(memory_kib() - before, allowed_growth_kib);
  EXPECT_EQ(classify(good()).status, 200);
}

}  // namespace
}  // namespace hfi::failures

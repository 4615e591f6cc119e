#include "failures/hostile_server.h"

#include <gtest/gtest.h>

#include <chrono>
#include <fstream>

#include "golden/golden_cache.h"
#include "support/sanitized.h"

namespace hfi::failures {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr milliseconds allowed{100};
constexpr long allowed_growth_kib = 8L << 10;

support::ServerProcess start(const std::filesystem::path& cache, const std::string& golden_model) {
  golden::write_golden_model(cache, golden_model, "hostile");
  auto started = support::ServerProcess::start(
      {.program = PROGRAM, .arguments = {"serve", "--port", "0", "--cache-dir", cache.string()}});
  return std::move(started).value();
}

}  // namespace

HostileServer::HostileServer(const std::string& golden_model, std::string task, std::string input)
    : task_(std::move(task)),
      input_(std::move(input)),
      process_(start(cache_.path(), golden_model)),
      client_(process_.port()) {}

support::Answer HostileServer::ask(const std::string& data_uri) {
  return client_
      .post("/api/inference",
            json::Object{
                {"model_id", "golden/hostile"}, {"task", task_}, {"inputs", {{input_, data_uri}}}})
      .value();
}

long HostileServer::memory_kib() const {
  std::ifstream status("/proc/" + std::to_string(process_.pid()) + "/status");
  for (std::string word; status >> word;)
    if (word == "VmRSS:") {
      long kib = 0;
      status >> kib;
      return kib;
    }
  return -1;
}

void HostileServer::refuses(const std::vector<HostileFile>& files, const std::string& good) {
  ASSERT_EQ(ask(good).status, 200);                   // so that the model is loaded
  for (const auto& file : files) ask(file.data_uri);  // and every buffer is as large as it gets
  const auto before = memory_kib();
  ASSERT_GT(before, 0);
  for (const auto& file : files) {
    SCOPED_TRACE(file.name);
    auto quickest = milliseconds::max();
    for (int i = 0; i < 3; ++i) {  // others use this machine too
      const auto start = steady_clock::now();
      const auto answer = ask(file.data_uri);
      quickest =
          std::min(quickest, std::chrono::duration_cast<milliseconds>(steady_clock::now() - start));
      ASSERT_EQ(answer.status, 422) << answer.body.substr(0, 500);
      EXPECT_TRUE(answer.error_code() == "invalid_input" || answer.error_code() == "missing_inputs")
          << answer.body;
    }
    EXPECT_LT(quickest, allowed);
  }
  const auto growth = memory_kib() - before;
  EXPECT_TRUE(growth < allowed_growth_kib || support::sanitized) << growth;
  EXPECT_EQ(ask(good).status, 200);
}

}  // namespace hfi::failures

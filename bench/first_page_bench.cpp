// What a page of the list of models costs over HTTP, with 50,000 of them in the real program.

#include <benchmark/benchmark.h>

#include <cstdlib>
#include <iostream>
#include <memory>

#include "fakes/temporary_folder.h"
#include "hub/catalogue_file.h"
#include "support/http_client.h"
#include "support/server_process.h"

namespace hfi {
namespace {

constexpr std::size_t count = 50'000;

hub::ModelList models() {
  hub::ModelList list{
      .fetched_at = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now())};
  for (std::size_t i = 0; i < count; ++i) {
    hub::ModelSummary summary{.id = "organisation-" + std::to_string(i % 4000) + "/Model-Name-v2-" +
                                    std::to_string(i * 7919 % count),
                              .pipeline_tag = i % 3 == 0 ? "fill-mask" : "text-to-image",
                              .library = "transformers",
                              .gated = hub::Gated::open,
                              .likes = i * 31 % 5000,
                              .downloads = (count - i) * 11,
                              .trending_score = static_cast<double>(i * 17 % 1000),
                              .created_at = "2024-02-02T23:29:04.000Z",
                              .last_modified = "2024-02-19T11:06:12.000Z",
                              .commit = std::string(40, 'a'),
                              .bytes = i * 1000,
                              .model_type = "bert",
                              .architectures = {"BertForMaskedLM"}};
    for (std::size_t tag = 0; tag < 18; ++tag)
      summary.tags.push_back("dataset:some/name-" + std::to_string(i * 13 % 977 + tag));
    list.models.push_back(std::move(summary));
  }
  return list;
}

// The program over such a list; ends this one when it does not come up.
class Program {
 public:
  Program() {
    const auto file = folder_.path() / "https---huggingface.co" / "models.jsonl";
    auto started = hub::write_model_list(file, models()).and_then([&] {
      return support::ServerProcess::start(
          {.program = PROGRAM,
           .arguments = {"serve", "--port", "0", "--offline", "--state-dir",
                         folder_.path().string(), "--cache-dir", folder_.path().string()}});
    });
    if (!started) {
      std::cerr << started.error().message << "\n";
      std::exit(1);
    }
    process_ = std::make_unique<support::ServerProcess>(std::move(*started));
    client_ = std::make_unique<support::HttpClient>(process_->port());
    while (get("/api/models?limit=1", "identity").status != 200) {
    }
  }
  support::Answer get(const std::string& path, const std::string& encoding) {
    return client_->ask({.path = path, .headers = {{"accept-encoding", encoding}}}).value();
  }

 private:
  fakes::TemporaryFolder folder_;
  std::unique_ptr<support::ServerProcess> process_;
  std::unique_ptr<support::HttpClient> client_;
};

void ask(benchmark::State& state, const std::string& path, const std::string& encoding) {
  static Program program;
  std::size_t bytes = 0;
  for ([[maybe_unused]] auto _ : state) bytes = program.get(path, encoding).body.size();
  state.counters["bytes"] = static_cast<double>(bytes);
}

BENCHMARK_CAPTURE(ask, first_page, "/api/models", "identity")
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK_CAPTURE(ask, first_page_gzip, "/api/models", "gzip")
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK_CAPTURE(ask, search, "/api/models?search=name%20v2%20123&sort=downloads", "gzip")
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK_CAPTURE(ask, filtered, "/api/models?task=fill-mask&runnable=true&sort=likes&limit=100",
                  "gzip")
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK_CAPTURE(ask, task_statistics, "/api/models/tasks", "gzip")
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

}  // namespace
}  // namespace hfi

BENCHMARK_MAIN();

// What the list of models costs with 50,000 of them: a first page, a search, building it, reading and writing it.

#include <benchmark/benchmark.h>
#include <malloc.h>

#include <filesystem>
#include <iostream>

#include "hub/catalogue.h"
#include "hub/catalogue_file.h"

namespace hfi::hub {
namespace {

constexpr std::size_t count = 50'000;

// As large as what the Hub tells of a usual model.
ModelSummary model(std::size_t i) {
  ModelSummary summary{.id = "organisation-" + std::to_string(i % 4000) + "/Model-Name-v2-" +
                             std::to_string(i * 7919 % count),
                       .pipeline_tag = "task-" + std::to_string(i % 45),
                       .library = "transformers",
                       .gated = Gated::open,
                       .likes = i * 31 % 5000,
                       .downloads = (count - i) * 11,
                       .trending_score = static_cast<double>(i * 17 % 1000),
                       .created_at = "2024-0" + std::to_string(1 + i % 9) + "-02T23:29:04.000Z",
                       .last_modified = "2024-02-19T11:06:12.000Z",
                       .commit = std::string(40, 'a'),
                       .bytes = i * 1000,
                       .model_type = "bert",
                       .architectures = {"BertForMaskedLM"}};
  for (std::size_t tag = 0; tag < 18; ++tag)
    summary.tags.push_back("dataset:some/name-" + std::to_string(i * 13 % 977 + tag));
  return summary;
}

ModelList models() {
  ModelList list;
  for (std::size_t i = 0; i < count; ++i) list.models.push_back(model(i));
  return list;
}

const Catalogue& catalogue() {
  static const Catalogue built(models(),
                               [](const ModelSummary&) { return Glance{.runnable = true}; });
  return built;
}

void ask(benchmark::State& state, const CatalogueQuery& query) {
  const auto& all = catalogue();
  for ([[maybe_unused]] auto _ : state) {
    auto page = all.page(query);
    benchmark::DoNotOptimize(page);
  }
}

BENCHMARK_CAPTURE(ask, first_page, CatalogueQuery{})->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(ask, search, CatalogueQuery{.search = "name v2 123"})
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(ask, task_and_library,
                  CatalogueQuery{.tasks = std::set<std::string>{"task-7", "task-8"},
                                 .library = "transformers"})
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(ask, rare_tag, CatalogueQuery{.library = "dataset:some/name-500"})
    ->Unit(benchmark::kMillisecond);

void build(benchmark::State& state) {
  const auto list = models();
  for ([[maybe_unused]] auto _ : state) {
    const Catalogue built(list, [](const ModelSummary&) { return Glance{}; });
    benchmark::DoNotOptimize(&built);
  }
}
BENCHMARK(build)->Unit(benchmark::kMillisecond);

void disk(benchmark::State& state) {
  const auto file = std::filesystem::temp_directory_path() / "catalogue_bench.jsonl";
  const auto list = models();
  for ([[maybe_unused]] auto _ : state) {
    if (!write_model_list(file, list) || !read_model_list(file)) state.SkipWithError("the disk");
  }
  state.counters["file_bytes"] = static_cast<double>(std::filesystem::file_size(file));
  std::filesystem::remove(file);
}
BENCHMARK(disk)->Unit(benchmark::kMillisecond);

void memory(benchmark::State& state) {
  const auto before = ::mallinfo2().uordblks;
  const Catalogue built(models(), [](const ModelSummary&) { return Glance{.runnable = true}; });
  state.counters["heap_bytes"] = static_cast<double>(::mallinfo2().uordblks - before);
  for ([[maybe_unused]] auto _ : state) benchmark::DoNotOptimize(&built);
}
BENCHMARK(memory)->Iterations(1);

}  // namespace
}  // namespace hfi::hub

BENCHMARK_MAIN();

// What the checks of a request cost: from parsed JSON to a prepared request, and the loading of all contracts.

#include <benchmark/benchmark.h>

#include "core/parse_json.h"
#include "tasks/contract/embedded_schemas.h"
#include "tasks/contract/prepare.h"

namespace hfi::tasks {
namespace {

void prepare_body(benchmark::State& state, std::string_view text) {
  const auto body = json::parse(text).value();
  const Abilities abilities{.devices = {"cpu"}, .serves = [](std::string_view) { return true; }};
  for ([[maybe_unused]] auto _ : state) {
    auto result = prepare(taxonomy(), abilities, body);
    benchmark::DoNotOptimize(result);
  }
}

BENCHMARK_CAPTURE(
    prepare_body, classification,
    R"({"model_id": "org/name", "task": "text-classification", "inputs": {"text": "x"}})");
BENCHMARK_CAPTURE(prepare_body, generation,
                  R"({"model_id": "org/name", "task": "text-generation", "inputs": {"messages": [
                      {"role": "system", "content": "x"}, {"role": "user", "content": "y"}]},
                      "options": {"max_new_tokens": 64, "temperature": 0.7, "top_p": 0.9, "stop": ["a", "b"]}})");
BENCHMARK_CAPTURE(prepare_body, refused,
                  R"({"model_id": "org/name", "task": "text-generation", "inputs": {"text": "x"},
                      "options": {"temprature": 1}})");

void load_contracts(benchmark::State& state) {
  for ([[maybe_unused]] auto _ : state) {
    auto loaded = Taxonomy::load(embedded_schemas());
    benchmark::DoNotOptimize(loaded);
  }
}

BENCHMARK(load_contracts)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace hfi::tasks

BENCHMARK_MAIN();

// What the endpoint adds to a bare session; what opening safetensors directly costs against an ONNX export of the same
// checkpoint; what loading takes in time and memory. Prints ratios, everything measured in this run, pairs interleaved.

#include <malloc.h>

#include <cstdio>
#include <fstream>

#include "core/parse_json.h"
#include "fakes/temporary_folder.h"
#include "golden/golden_cache.h"
#include "graph/onnx.h"
#include "models/load.h"
#include "paired.h"
#include "support/http_client.h"
#include "support/server_process.h"
#include "tasks/text/sequences.h"

namespace hfi::bench {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t tokens = 128;

struct Bare {
  models::Model model;  // without its networks
  runtime::Session session;
};

Bare open(const runtime::Runtime& runtime, const fs::path& folder, models::Source source,
          bool prepack) {
  auto plan = or_give_up(models::plan({.repository = {"bench/model", "main", folder},
                                       .heads = {"ForSequenceClassification"},
                                       .wanted = {.source = source}}));
  const auto& network = plan.networks.at(architectures::single_network);
  const auto* graph = std::get_if<graph::Computation>(&network);
  const auto from = graph == nullptr
                        ? runtime::Source(std::get<fs::path>(network))
                        : runtime::Source(runtime::Built{graph::to_onnx(*graph), folder});
  auto session = or_give_up(runtime::Session::open(runtime, from, {.prepack = prepack}));
  return {std::move(plan.model), std::move(session)};
}

std::string text_of(const models::Model& model, std::size_t length) {
  std::string text = "the";
  while (or_give_up(tasks::encode(model, text)).ids.size() < length) text += " the";
  return text;
}

void endpoint(const Bare& bare, std::uint16_t port, const std::string& name, int rounds,
              std::size_t length) {
  const auto text = text_of(bare.model, length);
  const auto inputs = tasks::item_of(or_give_up(tasks::encode(bare.model, text)));
  support::HttpClient client(port);
  const json::Object body = {
      {"model_id", "bench/" + name}, {"task", "text-classification"}, {"inputs", {{"text", text}}}};
  const auto times = interleave(
      rounds, [&] { or_give_up(bare.session.run(inputs)); },
      [&] {
        const auto answer = or_give_up(client.post("/api/inference", body));
        if (answer.status != 200) give_up(answer.body);
      });
  std::printf(
      "%s, %zu tokens: bare session %.3f ms, POST /api/inference %.3f ms: %+.3f ms, ratio %.3f\n",
      name.c_str(), length, times.first, times.second, times.second - times.first,
      times.second / times.first);
}

void formats(const Bare& safetensors, const Bare& onnx, int rounds) {
  const auto inputs =
      tasks::item_of(or_give_up(tasks::encode(onnx.model, text_of(onnx.model, tokens))));
  const auto times = interleave(
      rounds, [&] { or_give_up(onnx.session.run(inputs)); },
      [&] { or_give_up(safetensors.session.run(inputs)); });
  std::printf(
      "bert-base, %zu tokens: ONNX export %.3f ms, safetensors %.3f ms: %.3f times as fast\n",
      tokens, times.first, times.second, times.first / times.second);
}

void loading(const runtime::Runtime& runtime, const fs::path& folder, int rounds) {
  const auto times = interleave(
      rounds, [&] { open(runtime, folder, models::Source::safetensors, false); },
      [&] { open(runtime, folder, models::Source::safetensors, true); });
  std::printf("bert-base, warm, plan and open: mapped %.1f ms, prepacked %.1f ms\n", times.first,
              times.second);
}

// A field of /proc/self/status in MiB.
double memory(const std::string& field) {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);)
    if (line.starts_with(field + ":")) return std::stod(line.substr(field.size() + 1)) / 1024;
  return 0;
}

// In a process of its own, which starts with `loading`.
int loads_once(const fs::path& folder, bool prepack) {
  const auto runtime = or_give_up(runtime::Runtime::create(0));
  const auto network = open(runtime, folder, models::Source::safetensors, prepack);
  ::malloc_trim(0);
  std::printf("bert-base, %s: peak of loading %.0f MiB, steady %.0f MiB: ratio %.3f\n",
              prepack ? "prepacked" : "mapped", memory("VmHWM"), memory("VmRSS"),
              memory("VmHWM") / memory("VmRSS"));
  return 0;
}

// The tiny tokenizer that lies beside the weights says that its model takes 64 tokens.
void take_long_texts(const fs::path& folder) {
  auto config = golden::read_object(folder / "tokenizer_config.json");
  config["model_max_length"] = 512;
  fakes::write_file(folder / "tokenizer_config.json", json::dump(config));
}

int everything() {
  const fakes::TemporaryFolder cache;
  const auto base = golden::write_cached_model(cache.path(), SOURCE_DIR "/bench/models/bert-base",
                                               "bench", "bert-base");
  take_long_texts(base);
  const auto tiny = golden::write_cached_model(
      cache.path(), SOURCE_DIR "/tests/golden/models/bert-text-classification", "bench", "tiny");
  const auto self = fs::read_symlink("/proc/self/exe").string();
  for (const auto* way : {"mapped", "prepacked"})
    if (std::system((self + " " + base.string() + " " + way).c_str()) != 0) return 1;

  const auto runtime = or_give_up(runtime::Runtime::create(0));
  loading(runtime, base, 9);
  const auto safetensors = open(runtime, base, models::Source::safetensors, true);
  formats(safetensors, open(runtime, base, models::Source::onnx, true), 31);
  const auto server = or_give_up(support::ServerProcess::start(
      {.program = PROGRAM,
       .arguments = {"serve", "--port", "0", "--cache-dir", cache.path().string()}}));
  endpoint(open(runtime, tiny, models::Source::safetensors, true), server.port(), "tiny", 501, 16);
  endpoint(safetensors, server.port(), "bert-base", 31, tokens);
  return 0;
}

}  // namespace
}  // namespace hfi::bench

// overhead: everything. overhead FOLDER mapped|prepacked: only what loading that model takes in memory.
int main(int argc, char** argv) {
  if (argc == 3) return hfi::bench::loads_once(argv[1], std::string_view(argv[2]) == "prepacked");
  return hfi::bench::everything();
}

// Memory that models take is given back to the system.

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

#include "golden/golden_cache.h"
#include "lifecycle/hub_server.h"
#include "support/sanitized.h"

namespace hfi::lifecycle {
namespace {

constexpr std::int64_t hidden = 512;  // some 78 MB of weights
constexpr std::int64_t intermediate = 8192;

// Weights that are no zeros: the system keeps pages of zeros once for all, and they would not count.
std::string noise(std::size_t bytes) {
  std::vector<float> values(bytes / sizeof(float));
  std::uint32_t state = 1;
  for (auto& value : values) {
    state = state * 1664525U + 1013904223U;
    value = static_cast<float>(state >> 8U) / 16'777'216.0F * 0.02F - 0.01F;
  }
  return {reinterpret_cast<const char*>(values.data()), bytes};
}

// The golden classifier, many times as wide; gives the bytes of its weights.
std::int64_t write_wide_model(const std::filesystem::path& cache) {
  const auto snapshot = golden::write_golden_model(cache, "bert-text-classification", "wide");
  auto config = golden::read_object(snapshot / "config.json");
  config["hidden_size"] = hidden;
  config["intermediate_size"] = intermediate;
  fakes::write_file(snapshot / "config.json", json::dump(config));
  std::filesystem::remove_all(snapshot / "onnx");

  const auto description = golden::read_object(std::filesystem::path(GOLDEN_DIR) / "models" /
                                               "bert-text-classification" / "weights.json");
  json::Object header;
  std::int64_t end = 0;
  for (const auto& tensor : description.at("tensors").as_object()) {
    const bool in_layer = std::string_view(tensor.key()).find("layer.") != std::string_view::npos;
    json::Array shape;
    auto bytes = std::int64_t{sizeof(float)};
    for (const auto& extent : tensor.value().as_array()) {
      const auto old = extent.as_int64();
      shape.emplace_back(old == 32 ? hidden : old == 64 && in_layer ? intermediate : old);
      bytes *= shape.back().as_int64();
    }
    header[tensor.key()] = {
        {"dtype", "F32"}, {"shape", std::move(shape)}, {"data_offsets", {end, end + bytes}}};
    end += bytes;
  }
  auto text = json::dump(header);
  text.resize((text.size() + 7) / 8 * 8, ' ');
  const std::uint64_t length = text.size();
  std::ofstream file(snapshot / "model.safetensors", std::ios::binary | std::ios::trunc);
  file.write(reinterpret_cast<const char*>(&length), sizeof length);
  file << text;
  const auto block = noise(std::size_t{1} << 20U);
  for (auto left = end; left > 0; left -= static_cast<std::int64_t>(block.size()))
    file.write(block.data(), std::min(left, static_cast<std::int64_t>(block.size())));
  return end;
}

double resident_bytes(pid_t pid) {
  std::ifstream file("/proc/" + std::to_string(pid) + "/statm");
  std::uint64_t all = 0;
  std::uint64_t resident = 0;
  file >> all >> resident;
  return static_cast<double>(resident) * static_cast<double>(::sysconf(_SC_PAGESIZE));
}

// A small model pays for what is taken once and for all: threads, and the runtime's own memory.
TEST(Memory, IsGivenBackAfterUnload) {
  if (support::sanitized) GTEST_SKIP() << "NOT TESTED: the sanitizer keeps what is freed";
  HubServer server({}, {"--offline"});
  golden::write_golden_model(server.cache(), "bert-text-classification", "small");
  const auto bytes = static_cast<double>(write_wide_model(server.cache()));
  const auto resident = [&] { return resident_bytes(server.process().pid()); };
  const auto cycle = [&](const std::string& id) {
    const auto answer = server.classify(id);
    EXPECT_EQ(answer.status, 200) << answer.body;
    const auto during = resident();
    const json::Object named{{"model_id", id}, {"task", "text-classification"}};
    EXPECT_EQ(server.post("/api/models/unload", named).status, 200);
    return during;
  };
  cycle("golden/small");
  const auto before = resident();
  for (int i = 0; i < 3; ++i) {
    EXPECT_GT(cycle("golden/wide"), before + 0.9 * bytes);
    EXPECT_LT(resident(), before * 1.1);
  }
}

}  // namespace
}  // namespace hfi::lifecycle

// Memory that models take is given back to the system.

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

#include "golden/golden_cache.h"
#include "lifecycle/hub_server.h"

namespace hfi::lifecycle {
namespace {

constexpr std::int64_t hidden = 512;
constexpr std::int64_t intermediate = 8192;

// The golden classifier, many times as wide, with weights of zero: some 75 MB.
void write_wide_model(const std::filesystem::path& cache) {
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
  const auto file = snapshot / "model.safetensors";
  fakes::write_file(file,
                    std::string(reinterpret_cast<const char*>(&length), sizeof length) + text);
  std::filesystem::resize_file(file, sizeof length + length + static_cast<std::uint64_t>(end));
}

double resident_bytes(pid_t pid) {
  std::ifstream file("/proc/" + std::to_string(pid) + "/statm");
  std::uint64_t all = 0;
  std::uint64_t resident = 0;
  file >> all >> resident;
  return static_cast<double>(resident) * static_cast<double>(::sysconf(_SC_PAGESIZE));
}

TEST(Memory, IsGivenBackAfterUnload) {
  HubServer server({}, {"--offline"});
  write_wide_model(server.cache());
  const auto unload = [&](const std::string& id) {
    return server.post("/api/models/unload", {{"model_id", id}, {"task", "text-classification"}})
        .status;
  };
  const auto cycle = [&] {
    const auto answer = server.classify("golden/wide");
    EXPECT_EQ(answer.status, 200) << answer.body;
    const auto during = resident_bytes(server.process().pid());
    EXPECT_EQ(unload("golden/wide"), 200);
    return during;
  };
  for (int i = 0; i < 4; ++i) cycle();  // what is taken once and for all, by each worker
  const auto before = resident_bytes(server.process().pid());
  EXPECT_GT(cycle(), before + 12e6);
  EXPECT_LT(resident_bytes(server.process().pid()), before * 1.1);
}

}  // namespace
}  // namespace hfi::lifecycle

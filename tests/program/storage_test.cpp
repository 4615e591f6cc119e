// How a checkpoint is stored makes no difference: float16, bfloat16 or float32, one file or several.

#include <gtest/gtest.h>

#include <cstring>

#include "core/parse_json.h"
#include "program/starter_server.h"

namespace hfi::program {
namespace {

namespace fs = std::filesystem;
const fs::path starter = SOURCE_DIR "/starter/sentiment-bert-tiny";

struct Stored {
  std::string name;
  json::Value shape;
  std::vector<float> values;
};

float from_half(std::uint16_t half) {
  _Float16 value = 0;
  std::memcpy(&value, &half, sizeof value);
  return static_cast<float>(value);
}

// The upper half of a float32: rounded towards zero.
std::uint16_t to_bfloat(float value) {
  std::uint32_t bits = 0;
  std::memcpy(&bits, &value, sizeof bits);
  return static_cast<std::uint16_t>(bits >> 16U);
}

float from_bfloat(std::uint16_t bfloat) {
  const std::uint32_t bits = std::uint32_t{bfloat} << 16U;
  float value = 0;
  std::memcpy(&value, &bits, sizeof value);
  return value;
}

std::vector<Stored> tensors_of_the_starter() {
  const auto file = fakes::content_of(starter / "model.safetensors");
  std::uint64_t length = 0;
  std::memcpy(&length, file.data(), sizeof length);
  const auto header = json::parse_object(std::string_view(file).substr(8, length)).value();
  std::vector<Stored> tensors;
  for (const auto& member : header) {
    if (member.key() == "__metadata__") continue;
    EXPECT_EQ(member.value().at("dtype").as_string(), "F16");
    const auto& range = member.value().at("data_offsets").as_array();
    Stored tensor{std::string(member.key()), member.value().at("shape"), {}};
    for (auto at = range.at(0).as_int64(); at < range.at(1).as_int64(); at += 2) {
      std::uint16_t half = 0;
      std::memcpy(&half, file.data() + 8 + length + static_cast<std::uint64_t>(at), sizeof half);
      tensor.values.push_back(from_half(half));
    }
    tensors.push_back(std::move(tensor));
  }
  return tensors;
}

template <class T, class Convert>
std::string safetensors(std::span<const Stored> tensors, std::string_view dtype,
                        const Convert& convert) {
  json::Object header;
  std::string data;
  for (const auto& tensor : tensors) {
    const auto begin = data.size();
    for (const auto value : tensor.values) {
      const T stored = convert(value);
      data.append(reinterpret_cast<const char*>(&stored), sizeof stored);
    }
    header[tensor.name] = {
        {"dtype", dtype}, {"shape", tensor.shape}, {"data_offsets", {begin, data.size()}}};
  }
  auto text = json::dump(header);
  text.resize((text.size() + 7) / 8 * 8, ' ');
  const std::uint64_t length = text.size();
  return std::string(reinterpret_cast<const char*>(&length), sizeof length) + text + data;
}

std::string as_float32(std::span<const Stored> tensors) {
  return safetensors<float>(tensors, "F32", [](float value) { return value; });
}

// The starter model under the id storage/<name>, with other files of weights.
std::string add_model(const std::string& name, const std::map<std::string, std::string>& weights) {
  const std::string commit(40, 'a');
  const auto folder = StarterServer::get().cache_dir() / ("models--storage--" + name);
  const auto snapshot = folder / "snapshots" / commit;
  fs::create_directories(snapshot);
  for (const auto* file : {"config.json", "tokenizer.json", "tokenizer_config.json"})
    fs::copy(starter / file, snapshot / file);
  for (const auto& [file, content] : weights) fakes::write_file(snapshot / file, content);
  fakes::write_file(folder / "refs" / "main", commit);
  return "storage/" + name;
}

void expect_same_answers(const std::string& model, const std::string& other) {
  for (const auto* text : {"A wonderful film.", "The soup was cold and the waiter was rude."}) {
    auto body = sentiment_request(text);
    body["model_id"] = model;
    const auto first = predictions_of(StarterServer::get().infer(body));
    body["model_id"] = other;
    const auto second = predictions_of(StarterServer::get().infer(body));
    ASSERT_EQ(first.size(), second.size());
    for (std::size_t i = 0; i < first.size(); ++i) {
      EXPECT_EQ(first[i].at("label"), second[i].at("label"));
      EXPECT_NEAR(first[i].at("score").as_double(), second[i].at("score").as_double(), 1e-6);
    }
  }
}

TEST(Storage, Float16IsWhatItIsInFloat32) {
  const auto tensors = tensors_of_the_starter();
  expect_same_answers(add_model("float32", {{"model.safetensors", as_float32(tensors)}}),
                      sentiment_model);
}

TEST(Storage, BFloat16IsWhatItIsInFloat32) {
  auto tensors = tensors_of_the_starter();
  const auto narrow = safetensors<std::uint16_t>(tensors, "BF16", to_bfloat);
  for (auto& tensor : tensors)
    for (auto& value : tensor.values) value = from_bfloat(to_bfloat(value));
  expect_same_answers(add_model("bfloat16", {{"model.safetensors", narrow}}),
                      add_model("rounded", {{"model.safetensors", as_float32(tensors)}}));
}

TEST(Storage, SeveralFilesAreOne) {
  const auto tensors = tensors_of_the_starter();
  const auto all = std::span<const Stored>(tensors);
  const std::string one = "model-00001-of-00002.safetensors";
  const std::string two = "model-00002-of-00002.safetensors";
  json::Object map;
  for (std::size_t i = 0; i < all.size(); ++i) map[all[i].name] = i < 9 ? one : two;
  expect_same_answers(
      add_model("sharded", {{one, as_float32(all.first(9))},
                            {two, as_float32(all.subspan(9))},
                            {"model.safetensors.index.json",
                             json::dump(json::Object{{"weight_map", std::move(map)}})}}),
      sentiment_model);
}

}  // namespace
}  // namespace hfi::program

#include "weights/safetensors.h"

#include <gtest/gtest.h>

#include "fakes/temporary_folder.h"
#include "weights/checkpoint.h"

namespace hfi::weights {
namespace {

using fakes::TemporaryFolder;
using fakes::write_file;

std::string file_of(const std::string& header, const std::string& data) {
  const std::uint64_t length = header.size();
  return std::string(reinterpret_cast<const char*>(&length), sizeof length) + header + data;
}

Result<graph::WeightTable> read(const std::string& bytes) {
  const TemporaryFolder folder;
  write_file(folder.path() / "model.safetensors", bytes);
  return read_safetensors(folder.path() / "model.safetensors", "model.safetensors");
}

TEST(Safetensors, TellsWhereTensorsAre) {
  const std::string header =
      R"({"__metadata__":{"format":"pt"},"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},)"
      R"("b":{"dtype":"BF16","shape":[2,2],"data_offsets":[8,16]}, "c":{"dtype":"I64","shape":[],"data_offsets":[16,24]}})";
  const auto padded = header + std::string((8 - header.size() % 8) % 8, ' ');
  const auto table = read(file_of(padded, std::string(24, '\0')));
  ASSERT_TRUE(table) << table.error().message;
  ASSERT_EQ(table->size(), 3U);
  EXPECT_EQ(table->at("b").dtype, DType::bf16);
  EXPECT_EQ(table->at("b").shape, (Shape{2, 2}));
  EXPECT_EQ(table->at("b").offset, 8 + padded.size() + 8);
  EXPECT_EQ(table->at("c").bytes, 8U);
}

struct Hostile {
  std::string what;
  std::string bytes;
  std::string message;
};

class HostileFile : public testing::TestWithParam<Hostile> {};

TEST_P(HostileFile, IsRefusedByName) {
  const auto table = read(GetParam().bytes);
  ASSERT_FALSE(table);
  EXPECT_EQ(table.error().code, ErrorCode::model_invalid);
  EXPECT_NE(table.error().message.find(GetParam().message), std::string::npos)
      << table.error().message;
}

std::string with(const std::string& entry) {
  return file_of("{\"a\":" + entry + "}", std::string(8, '\0'));
}

const std::string good = R"({"dtype":"F32","shape":[2],"data_offsets":[0,8]})";

INSTANTIATE_TEST_SUITE_P(
    , HostileFile,
    testing::ValuesIn(std::vector<Hostile>{
        {"Empty", "", "shorter than"},
        {"OnlyALength", std::string(8, '\0'), "header"},
        {"LengthBeyondTheFile", std::string("\xff\0\0\0\0\0\0\0{}", 10), "header of 255 bytes"},
        {"HugeLength", std::string(8, '\xff') + "{}", "header of 18446744073709551615 bytes"},
        {"NotJson", file_of("{\"a\":", ""), "header"},
        {"NotAnObject", file_of("[]", ""), "header"},
        {"DeepJson", file_of(std::string(10000, '['), ""), "header"},
        {"EntryIsAList", with("[]"), "expected an object"},
        {"NoDtype", with(R"({"shape":[2],"data_offsets":[0,8]})"), "dtype"},
        {"UnknownDtype", with(R"({"dtype":"F8_E4M3","shape":[2],"data_offsets":[0,2]})"),
         "\"F8_E4M3\""},
        {"NegativeShape", with(R"({"dtype":"F32","shape":[-2],"data_offsets":[0,8]})"), "shape"},
        {"FractionalShape", with(R"({"dtype":"F32","shape":[2.5],"data_offsets":[0,8]})"), "shape"},
        {"ShapeOverflows",
         with(R"({"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,8]})"),
         "too large"},
        {"TooManyAxes",
         with(
             R"({"dtype":"F32","shape":[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,2],"data_offsets":[0,8]})"),
         "axes"},
        {"ShapeAndRangeDiffer", with(R"({"dtype":"F32","shape":[3],"data_offsets":[0,8]})"),
         "takes 12 bytes"},
        {"RangeBackwards", with(R"({"dtype":"F32","shape":[2],"data_offsets":[8,0]})"), "outside"},
        {"RangeBeyondTheFile", with(R"({"dtype":"F32","shape":[4],"data_offsets":[0,16]})"),
         "outside"},
        {"OneOffset", with(R"({"dtype":"F32","shape":[2],"data_offsets":[8]})"), "two numbers"},
        {"OffsetIsText", with(R"({"dtype":"F32","shape":[2],"data_offsets":["0",8]})"),
         "whole number"},
        {"Overlap", file_of("{\"a\":" + good + ",\"b\":" + good + "}", std::string(8, '\0')),
         "overlaps"},
        {"Gap", file_of(R"({"a":{"dtype":"U8","shape":[1],"data_offsets":[1,2]}})", "xx"), "gap"},
        {"BytesLeftOver", file_of("{\"a\":" + good + "}", std::string(12, '\0')),
         "after the last tensor"},
        {"NotAligned",
         file_of(R"({"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},)"
                 R"("b":{"dtype":"F32","shape":[1],"data_offsets":[1,5]}})",
                 "12345"),
         "not aligned"},
    }),
    [](const auto& test) { return test.param.what; });

TEST(Checkpoint, JoinsShards) {
  const TemporaryFolder folder;
  const auto shard = [](const std::string& name) {
    auto header = "{\"" + name + "\":" + good + "}";
    header.resize(64, ' ');
    return file_of(header, std::string(8, '\0'));
  };
  write_file(folder.path() / "one.safetensors", shard("x"));
  write_file(folder.path() / "two.safetensors", shard("y"));
  write_file(folder.path() / "model.safetensors.index.json",
             R"({"weight_map":{"x":"one.safetensors","y":"two.safetensors"}})");
  const auto table = read_checkpoint(folder.path());
  ASSERT_TRUE(table) << table.error().message;
  EXPECT_EQ((*table)->at("y").file, "two.safetensors");

  write_file(folder.path() / "model.safetensors.index.json",
             R"({"weight_map":{"x":"../../etc/passwd"}})");
  EXPECT_NE(read_checkpoint(folder.path()).error().message.find("expected a file name"),
            std::string::npos);
}

TEST(Checkpoint, GivesOldAndBareNamesThoseOfTheReference) {
  const graph::WeightInfo info{DType::f32, {2}, "f", 0, 8};
  const auto bare = under_reference_names({{"embeddings.LayerNorm.gamma", info}}, "bert");
  EXPECT_TRUE(bare.contains("bert.embeddings.LayerNorm.weight"));
  const auto headed = under_reference_names({{"bert.x", info}, {"classifier.bias", info}}, "bert");
  EXPECT_FALSE(headed.contains("bert.classifier.bias"));
}

}  // namespace
}  // namespace hfi::weights

#include "core/json.h"

#include <gtest/gtest.h>

#include "core/parse_json.h"

namespace hfi::json {
namespace {

TEST(Json, ReadsBackWhatItWrites) {
  const std::string text = R"({"a":[1,-2,0.5,1e+300,true,null,"é\n\"\\\u0001"],"b":{}})";
  const auto value = parse(text);
  ASSERT_TRUE(value) << value.error().message;
  EXPECT_EQ(dump(*value), text);
}

TEST(Json, WritesAFloatAsItsShortestDecimal) {
  EXPECT_EQ(dump(number(0.1F)), "0.1");
  EXPECT_EQ(dump(number(1.0F)), "1.0");
  EXPECT_EQ(dump(0.1), "0.1");
}

TEST(Json, ReadsNumbersToTheLastDigit) {
  for (const std::string text :
       {"-2.2184563605668686", "-3.9829301937345885", "-7.5524339118971495", "0.1", "1e+23",
        "5e-324", "1.7976931348623157e+308", "-0.0"})
    EXPECT_EQ(dump(*parse(text)), text);
  EXPECT_EQ(dump(*parse("[0.5,12,18446744073709551615]")), "[0.5,12,18446744073709551615]");
}

TEST(Json, SaysWhereTextStopsBeingJson) {
  EXPECT_EQ(parse("{\"a\": 1,}").error().code, ErrorCode::invalid_json);
  EXPECT_NE(parse("[1, x]").error().message.find("at byte 4"), std::string::npos);
  EXPECT_FALSE(parse("{} {}"));
  EXPECT_FALSE(parse(""));
  EXPECT_FALSE(parse("\"\xff\""));
  EXPECT_FALSE(parse_object("[]"));
}

TEST(Json, StopsAtADepthThatTheStackCanTake) {
  EXPECT_TRUE(parse(std::string(60, '[') + std::string(60, ']')));
  EXPECT_FALSE(parse(std::string(100000, '[')));
}

}  // namespace
}  // namespace hfi::json

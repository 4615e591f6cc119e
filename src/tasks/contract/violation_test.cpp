#include "tasks/contract/violation.h"

#include <gtest/gtest.h>

#include "core/parse_json.h"

namespace hfi::tasks {
namespace {

std::string said(std::string_view schema, std::string_view value) {
  const auto compiled = Schema::compile(json::parse(schema).value()).value();
  const auto violation = find_violation(compiled, json::parse(value).value(), "x");
  return violation ? violation->path + ": " + violation->problem : "";
}

TEST(Violation, IsNothingForAValueThatFits) {
  EXPECT_EQ(said(R"({"type": "integer", "minimum": 1})", "1"), "");
}

TEST(Violation, NamesTheExpectationAndTheValue) {
  EXPECT_EQ(said(R"({"type": "integer", "minimum": 1})", "0"), "x: expected an integer ≥ 1, got 0");
  EXPECT_EQ(said(R"({"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 1})", "1"),
            "x: expected a number > 0 and < 1, got 1");
  EXPECT_EQ(said(R"({"enum": ["a"]})", "[]"), "x: expected \"a\", got an empty list");
  EXPECT_EQ(said(R"({"type": "boolean"})", "{}"), "x: expected true or false, got an empty object");
  EXPECT_EQ(said(R"({"type": ["number", "null"]})", "\"1\""),
            "x: expected a number or null, got \"1\"");
  EXPECT_EQ(said(R"({"type": "array", "minItems": 2})", "[1]"),
            "x: expected a list of at least 2 values, got a list of 1");
  EXPECT_EQ(said(R"({"type": "integer"})", "18446744073709551615"),
            "x: expected an integer, got 18446744073709551615");
}

TEST(Violation, CutsLongStringsBetweenCharacters) {
  std::string text(63, 'a');
  text.append("ééé");
  EXPECT_EQ(said(R"({"type": "integer"})", json::dump(json::Value(text))),
            "x: expected an integer, got \"" + std::string(63, 'a') + "\"… (69 bytes)");
}

TEST(Violation, PointsAtThePlaceInsideLists) {
  constexpr auto schema =
      R"({"type": "array", "items": {"type": "array", "items": {"type": "string"}}})";
  EXPECT_EQ(said(schema, R"([["a"], ["b", 2]])"), "x[1][1]: expected a string, got 2");
}

TEST(Violation, PointsAtTheChoiceThatTheValueComesClosestTo) {
  constexpr auto schema =
      R"({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}},
    {"type": "array", "items": {"type": "object", "properties": {"n": {"type": "number"}}, "additionalProperties": false}}]})";
  EXPECT_EQ(said(schema, "5"),
            "x: expected a string or a list of strings or a list of objects, got 5");
  EXPECT_EQ(said(schema, R"([{"n": 1}, {"n": "two"}])"), "x[1].n: expected a number, got \"two\"");
}

TEST(Violation, NamesAnUnknownNameAndItsNearest) {
  constexpr auto schema =
      R"({"type": "object", "additionalProperties": false, "properties": {"top_k": {}, "top_p": {}}})";
  EXPECT_EQ(said(schema, R"({"topk": 1})"), "x.topk: unknown name; did you mean \"top_k\"?");
  EXPECT_EQ(said(schema, R"({"horizon": 1})"), "x.horizon: unknown name");
  EXPECT_EQ(said(schema, R"({")" + std::string(500, 'k') + R"(": 1})"),
            "x." + std::string(64, 'k') + ": unknown name");
}

TEST(Violation, NamesWhatIsRequired) {
  constexpr auto schema = R"({"type": "object", "required": ["a"], "properties": {"a": {}}})";
  EXPECT_EQ(said(schema, "{}"), "x.a: is required");
}

TEST(Violation, OfGroupsOfNamesNamesTheGroups) {
  constexpr auto schema =
      R"({"type": "object", "oneOf": [{"required": ["a", "b"]}, {"required": ["c"]}]})";
  EXPECT_EQ(said(schema, "{}"), "x: expected \"a\" and \"b\" or \"c\", got an empty object");
}

TEST(Violation, CarriesItsPathForPrograms) {
  const auto error =
      to_error(ErrorCode::invalid_option, {"options.k", "is odd", {{"nearest", "j"}}});
  EXPECT_EQ(error.message, "options.k: is odd");
  EXPECT_EQ(json::dump(error.details), R"({"path":"options.k","nearest":"j"})");
}

TEST(Schema, IsRefusedWhenItIsNone) {
  EXPECT_FALSE(Schema::compile(json::Value(true)));
  EXPECT_FALSE(Schema::compile(json::parse(R"({"type": "banana"})").value()));
  EXPECT_FALSE(Schema::compile(json::parse(R"({"minimum": "low"})").value()));
}

}  // namespace
}  // namespace hfi::tasks

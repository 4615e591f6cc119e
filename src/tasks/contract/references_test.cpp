#include "tasks/contract/references.h"

#include <gtest/gtest.h>

#include "core/parse_json.h"

namespace hfi::tasks {
namespace {

Result<json::Value> expanded(std::string_view schema) {
  constexpr EmbeddedFile files[] = {
      {"parts.schema.json", R"({"$defs": {
        "score": {"type": "number", "title": "Score"},
        "scores": {"type": "array", "items": {"$ref": "#/$defs/score"}},
        "circle": {"$ref": "#/$defs/circle"},
        "named": {"type": "object", "required": ["name"], "properties": {"name": {"type": "string"}, "seed": {"title": "theirs"}}}}})"},
      {"deep/down/task.schema.json", "{}"},
  };
  const auto read = TRY(read_schema_files(files));
  return expand(read, "task.schema.json", TRY(json::parse(schema)));
}

std::string text_of(const Result<json::Value>& value) {
  return value ? json::dump(*value) : value.error().message;
}

TEST(References, BecomeWhatTheyPointTo) {
  EXPECT_EQ(text_of(expanded(R"({"a": [{"$ref": "../../parts.schema.json#/$defs/scores"}]})")),
            R"({"a":[{"type":"array","items":{"type":"number","title":"Score"}}]})");
}

TEST(References, GiveWayToWhatStandsBesideThem) {
  EXPECT_EQ(text_of(expanded(
                R"({"$ref": "parts.schema.json#/$defs/score", "title": "Mine", "default": 1})")),
            R"({"type":"number","title":"Mine","default":1})");
}

TEST(References, AddPropertiesAndRequiredNamesByAllOf) {
  EXPECT_EQ(
      text_of(expanded(R"({"allOf": [{"$ref": "parts.schema.json#/$defs/named"}],
                                 "required": ["seed"], "properties": {"seed": {"title": "mine"}}})")),
      R"({"required":["seed","name"],"properties":{"seed":{"title":"mine"},"name":{"type":"string"}},"type":"object"})");
}

TEST(References, ThatLeadNowhereOrInACircleAreNamed) {
  EXPECT_EQ(text_of(expanded(R"({"$ref": "parts.schema.json#/$defs/none"})")),
            "task.schema.json: $ref parts.schema.json#/$defs/none: there is no such definition");
  EXPECT_EQ(text_of(expanded(R"({"$ref": "none.schema.json#/$defs/x"})")),
            "task.schema.json: $ref none.schema.json#/$defs/x: there is no such file");
  EXPECT_NE(text_of(expanded(R"({"$ref": "https://example.org/x"})")).find("not of the form"),
            std::string::npos);
  EXPECT_NE(text_of(expanded(R"({"$ref": "parts.schema.json#/$defs/circle"})")).find("circular"),
            std::string::npos);
}

TEST(References, NeedFileNamesThatAreUnique) {
  constexpr EmbeddedFile files[] = {{"a/x.json", "{}"}, {"b/x.json", "{}"}};
  EXPECT_FALSE(read_schema_files(files));
}

}  // namespace
}  // namespace hfi::tasks

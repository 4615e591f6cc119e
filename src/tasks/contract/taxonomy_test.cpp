#include "tasks/contract/taxonomy.h"

#include <gtest/gtest.h>

#include "core/parse_json.h"
#include "tasks/contract/embedded_schemas.h"

namespace hfi::tasks {
namespace {

// Replaces one text by another in a copy of the embedded file whose path ends in `name`, and loads all.
std::string refusal(std::string_view name, std::string_view from, std::string_view to) {
  const auto embedded = embedded_schemas();
  std::vector files(embedded.begin(), embedded.end());
  std::string changed;
  for (auto& file : files) {
    if (!file.path.ends_with(name)) continue;
    changed = file.content;
    const auto at = changed.find(from);
    if (at == std::string::npos) return "the file does not contain " + std::string(from);
    changed.replace(at, from.size(), to);
    file.content = changed;
  }
  const auto loaded = Taxonomy::load(files);
  return loaded ? "" : loaded.error().message;
}

TEST(Taxonomy, FindsTasksByIdAndByAlias) {
  ASSERT_NE(taxonomy().find("text-classification"), nullptr);
  EXPECT_EQ(taxonomy().find("sentiment-analysis"), taxonomy().find("text-classification"));
  EXPECT_EQ(taxonomy().find("Text-Classification"), nullptr);
}

TEST(Taxonomy, ListsTasksInTheOrderOfTheirIds) {
  const auto& contracts = taxonomy().contracts();
  EXPECT_TRUE(std::ranges::is_sorted(contracts, {}, &Contract::task));
  EXPECT_EQ(contracts.front().task, "any-to-any");
}

TEST(Taxonomy, ServesContractsThatStandAlone) {
  for (const auto& contract : taxonomy().contracts()) {
    const auto text = json::dump(listed(contract, true));
    EXPECT_EQ(text.find("$ref"), std::string::npos) << contract.task;
    EXPECT_EQ(text.find("allOf"), std::string::npos) << contract.task;
    EXPECT_TRUE(listed(contract, true).at("supported").as_bool());
  }
}

TEST(Taxonomy, RefusesAFileThatIsNotRightAndSaysWhere) {
  constexpr auto file = "fill_mask.schema.json";
  EXPECT_EQ(refusal(file, "x", "x"), "");
  EXPECT_EQ(refusal(file, "\"title\"", "\"titel\""),
            "fill_mask.schema.json.titel: unknown name; did you mean \"title\"?");
  EXPECT_NE(refusal(file, "\"render\": \"labels\"", "\"render\": \"fireworks\"")
                .find("fill_mask.schema.json.render: expected one of"),
            std::string::npos);
  EXPECT_EQ(refusal(file, "$defs/every_task", "$defs/top_k"),
            "fill_mask.schema.json: options: lack those of every task");
  EXPECT_NE(refusal(file, "\"type\": \"object\"", "\"type\": \"banana\"")
                .find("fill_mask.schema.json: inputs: schema: "),
            std::string::npos);
  EXPECT_NE(refusal(file, "{", "[").find("fill_mask.schema.json: at byte"), std::string::npos);
}

TEST(Taxonomy, RefusesNamesThatMeanTwoThings) {
  EXPECT_EQ(refusal("fill_mask.schema.json", "\"aliases\": []", "\"aliases\": [\"ner\"]"),
            "two tasks answer to the name ner");
  EXPECT_EQ(refusal("fill_mask.schema.json", "\"targets\": {",
                    "\"topk\": {\"type\": \"string\"}, \"targets\": {"),
            "fill_mask.schema.json: two inputs or options answer to one name");
}

}  // namespace
}  // namespace hfi::tasks

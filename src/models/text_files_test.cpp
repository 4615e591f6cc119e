#include "models/text_files.h"

#include <gtest/gtest.h>

namespace hfi::models {
namespace {

using Labels = std::vector<std::string>;

TEST(Labels, AreThoseOfTheConfiguration) {
  EXPECT_EQ(labels_of({{"id2label", {{"1", "good"}, {"0", "bad"}}}}).value(),
            (Labels{"bad", "good"}));
}

// transformers 5: BertConfig().id2label == {0: "LABEL_0", 1: "LABEL_1"}, and to_json_file(use_diff=True) leaves it out
TEST(Labels, AreTwoNumbersWhereTheReferenceWritesNone) {
  EXPECT_EQ(labels_of({}).value(), (Labels{"LABEL_0", "LABEL_1"}));
  EXPECT_EQ(labels_of({{"id2label", nullptr}}).value(), (Labels{"LABEL_0", "LABEL_1"}));
  EXPECT_EQ(labels_of({{"num_labels", 3}}).value(), (Labels{"LABEL_0", "LABEL_1", "LABEL_2"}));
}

TEST(Labels, ThatCannotBeAreRefused) {
  for (const json::Object& config :
       {json::Object{{"num_labels", -1}}, json::Object{{"num_labels", 1'000'000'000}},
        json::Object{{"id2label", {{"0", "a"}, {"2", "b"}}}},
        json::Object{{"id2label", {{"zero", "a"}}}}, json::Object{{"id2label", "a"}}})
    EXPECT_EQ(labels_of(config).error().code, ErrorCode::model_invalid) << json::dump(config);
}

}  // namespace
}  // namespace hfi::models

// What the text tasks on encoders refuse, through the endpoint: with a code, and a message that says what to do.

#include <gtest/gtest.h>

#include "core/parse_json.h"
#include "golden/golden_server.h"

namespace hfi::golden {
namespace {

struct Refused {
  std::string name;
  std::string model;
  std::string task;
  std::string inputs;
  std::string options;
  std::string code;
  std::string message;
};

class EncoderErrors : public testing::TestWithParam<Refused> {};

TEST_P(EncoderErrors, SayWhatIsWrong) {
  const auto& one = GetParam();
  const auto answer = GoldenServer::get().ask({{"model_id", "golden/" + one.model},
                                               {"task", one.task},
                                               {"inputs", json::parse(one.inputs).value()},
                                               {"options", json::parse(one.options).value()}});
  const auto error = answer.json().at("error");
  EXPECT_EQ(error.at("code").as_string(), one.code) << answer.body;
  EXPECT_NE(std::string(error.at("message").as_string()).find(one.message), std::string::npos)
      << answer.body;
}

std::string words(std::size_t count) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += "word ";
  return text;
}

const std::string qa = R"({"question": "Who?", "context": "Marie Curie."})";
const std::string labels = R"({"text": "A film.", "candidate_labels": ["good", "bad"]})";

INSTANTIATE_TEST_SUITE_P(
    , EncoderErrors,
    testing::Values(
        Refused{"AQuestionLongerThanAWindow", "bert-question-answering", "question-answering",
                R"({"question": ")" + words(80) + R"(", "context": "x"})", "{}", "input_too_long",
                "a window holds 64"},
        Refused{"AWindowLongerThanTheModelTakes", "bert-question-answering", "question-answering",
                qa, R"({"max_seq_len": 100})", "invalid_option", "100, the model takes 64"},
        Refused{"WindowsThatDoNotAdvance", "bert-question-answering", "question-answering",
                R"({"question": "Who?", "context": ")" + words(80) + R"("})",
                R"({"doc_stride": 70})", "invalid_option", "options.doc_stride: 70"},
        Refused{"AClassWithoutSpans", "deberta-v2-conv-fill-mask", "question-answering", qa,
                R"({"source": "onnx"})", "model_unsupported", "ForQuestionAnswering"},
        Refused{"ATemplateWithoutAPlace", "bert-zero-shot-classification",
                "zero-shot-classification", labels, R"({"hypothesis_template": "This is it."})",
                "invalid_option", "options.hypothesis_template"},
        Refused{"AModelThatInfersNothing", "bert-text-classification", "zero-shot-classification",
                labels, "{}", "model_unsupported", "entail"},
        Refused{"RankingByThreeScores", "bert-text-classification", "text-ranking",
                R"({"query": "a", "candidates": ["b"]})", "{}", "model_unsupported",
                "gives 3 scores"},
        Refused{"ALongCandidate", "bert-text-ranking", "text-ranking",
                R"({"query": "a", "candidates": ["b", ")" + words(80) + R"("]})", "{}",
                "input_too_long", "inputs.candidates[1]: "},
        Refused{"ARepositoryThatDoesNotPool", "bert-feature-extraction", "sentence-similarity",
                R"({"text": "a", "text_pair": "b"})", "{}", "model_unsupported", "modules.json"},
        Refused{"APromptThatIsNotThere", "mpnet-sentence-transformer", "feature-extraction",
                R"({"text": "a"})", R"({"prompt_name": "poem"})", "invalid_option",
                "it has passage, query"},
        Refused{"ALongTextWithoutTruncate", "mpnet-sentence-transformer", "feature-extraction",
                R"({"text": ")" + words(80) + R"("})", "{}", "input_too_long",
                "the model takes 48"}),
    [](const auto& test) { return test.param.name; });

}  // namespace
}  // namespace hfi::golden

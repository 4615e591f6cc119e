// The models that ship with the program: they are found, answer as the reference does, and make sense.

#include <gtest/gtest.h>

#include "core/parse_json.h"
#include "golden/golden_cache.h"
#include "program/starter_server.h"

namespace hfi::program {
namespace {

namespace fs = std::filesystem;
const fs::path root = SOURCE_DIR;

// What the README tells a newcomer to send.
json::Object body_of_the_readmes_curl() {
  const auto readme = fakes::content_of(root / "README.md");
  const auto begin = readme.find("-d '{") + 4;
  const auto end = readme.find("}'", begin) + 1;
  return json::parse_object(readme.substr(begin, end - begin)).value();
}

TEST(StarterModels, AnswerTheCurlOfTheReadme) {
  const auto predictions = predictions_of(StarterServer::get().infer(body_of_the_readmes_curl()));
  EXPECT_EQ(predictions.at(0).at("label").as_string(), "positive");
  EXPECT_GT(predictions.at(0).at("score").as_double(), 0.8);
}

// sentiment.json holds sentences that were written by hand, that the model was not trained on, with the reference's scores.
TEST(StarterModels, SentimentAnswersAsTheReferenceDoesAndMostlyRight) {
  const auto golden = golden::read_object(root / "tests" / "program" / "sentiment.json");
  const auto& cases = golden.at("cases").as_array();
  std::size_t right = 0;
  for (const auto& one : cases) {
    const auto text = std::string(one.at("text").as_string());
    SCOPED_TRACE(text);
    const auto predictions = predictions_of(StarterServer::get().infer(sentiment_request(text)));
    ASSERT_EQ(predictions.size(), 2U);
    for (const auto& prediction : predictions) {
      const auto wanted = one.at("scores").at(prediction.at("label").as_string()).as_double();
      EXPECT_NEAR(prediction.at("score").as_double(), wanted, 1e-5);
    }
    if (predictions.at(0).at("label") == one.at("label")) ++right;
  }
  EXPECT_GE(right * 100, cases.size() * 85) << right << " of " << cases.size();
}

struct Labelled {
  std::string
      file;  // of recordings or pictures from a seed of their own, with the reference's scores
  std::string model;
  std::string task;
  std::string input;
  std::size_t labels;
  double tolerance;
};

void expect_the_references_scores(const Labelled& what) {
  const auto golden = golden::read_object(root / "tests" / "program" / what.file);
  const auto& cases = golden.at("cases").as_array();
  ASSERT_GE(cases.size(), 2 * what.labels);
  std::size_t right = 0;
  for (const auto& one : cases) {
    const auto predictions =
        predictions_of(StarterServer::get().infer({{"model_id", what.model},
                                                   {"task", what.task},
                                                   {"inputs", {{what.input, one.at(what.input)}}},
                                                   {"options", {{"top_k", what.labels}}}}));
    ASSERT_EQ(predictions.size(), what.labels);
    for (const auto& prediction : predictions) {
      const auto wanted = one.at("scores").at(prediction.at("label").as_string()).as_double();
      EXPECT_NEAR(prediction.at("score").as_double(), wanted, what.tolerance);
    }
    if (predictions.at(0).at("label") == one.at("label")) ++right;
  }
  EXPECT_GE(right * 100, cases.size() * 80) << right << " of " << cases.size();
}

TEST(StarterModels, ShapesAnswersAsTheReferenceDoesAndMostlyRight) {
  expect_the_references_scores({"shapes.json", "starter/shapes-resnet-tiny", "image-classification",
                                "image_base64", 9, 1e-5});
}

TEST(StarterModels, SoundsAnswersAsTheReferenceDoesAndMostlyRight) {
  expect_the_references_scores(
      {"sounds.json", "starter/sounds-ast-tiny", "audio-classification", "audio_base64", 9, 1e-4});
}

TEST(StarterModels, AreSmall) {
  for (const auto& model : fs::directory_iterator(root / "starter")) {
    std::uintmax_t bytes = 0;
    for (const auto& file : fs::recursive_directory_iterator(model))
      if (file.is_regular_file()) bytes += file.file_size();
    EXPECT_LE(bytes, 2'000'000U) << model.path();
  }
}

}  // namespace
}  // namespace hfi::program

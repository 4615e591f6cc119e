// Pictures that wait for the same model run together, and none of them notices.

#include <gtest/gtest.h>

#include <future>

#include "golden/difference.h"
#include "golden/golden_cache.h"
#include "golden/golden_server.h"

namespace hfi::golden {
namespace {

constexpr int at_once = 12;
constexpr int rounds = 20;  // at most

json::Object answer_to(const json::Object& body) {
  support::HttpClient client(GoldenServer::get().process().port());
  const auto answer = client.post("/api/inference", body).value();
  if (answer.status != 200) throw std::runtime_error(answer.body);
  return answer.json().at("result").at("task_output").as_object();
}

// The answers to all of them, asked for at the same time.
std::vector<json::Object> answers_to(const std::vector<json::Object>& bodies) {
  std::vector<std::future<json::Object>> coming;
  for (const auto& body : bodies)
    coming.push_back(std::async(std::launch::async, [&body] { return answer_to(body); }));
  std::vector<json::Object> answers;
  for (auto& one : coming) answers.push_back(one.get());
  return answers;
}

double score_of(const json::Object& answer, std::string_view label) {
  for (const auto& row : answer.at("predictions").as_array())
    if (row.at("label").as_string() == label) return row.at("score").to_number<double>();
  throw std::runtime_error("no label " + std::string(label));
}

// golden/batch-position says of a picture which one of its batch it was, and how bright it is.
json::Object about_batches(const std::string& picture) {
  return request_of({{"model", "golden/batch-position"}, {"task", "image-classification"}},
                    {{"inputs", {{"image_base64", {{"$file", "pictures/" + picture}}}}},
                     {"options", {{"function_to_apply", "none"}}}},
                    "");
}

TEST(PictureBatches, FormUnderLoadAndLeaveTheAnswersAlone) {
  const char* pictures[] = {"cat.jpg", "photo.jpg", "grey.jpg", "rgb.png"};
  std::vector<json::Object> bodies;
  std::vector<double> alone;
  for (int i = 0; i < at_once; ++i) {
    bodies.push_back(about_batches(pictures[i % 4]));
    const auto answer = answer_to(bodies.back());
    ASSERT_EQ(score_of(answer, "position"), 1.0);  // nobody else asks
    alone.push_back(score_of(answer, "brightness"));
  }
  ASSERT_NE(alone[0], alone[1]);

  double furthest = 0;
  for (int round = 0; round < rounds && furthest < 2; ++round) {
    const auto answers = answers_to(bodies);
    for (std::size_t i = 0; i < answers.size(); ++i) {
      EXPECT_NEAR(score_of(answers[i], "brightness"), alone[i], 1e-6);
      furthest = std::max(furthest, score_of(answers[i], "position"));
    }
  }
  EXPECT_GE(furthest, 2) << "every picture ran by itself";
}

TEST(PictureBatches, AnswerAsTheReferenceDoesUnderLoad) {
  const auto golden =
      read_object(GOLDEN_DIR "/cases/image-classification/vit-image-classification.json");
  std::vector<json::Object> bodies;
  for (const auto& one : golden.at("cases").as_array())
    bodies.push_back(request_of(golden, one.as_object(), "safetensors"));
  for (int round = 0; round < 3; ++round) {
    const auto answers = answers_to(bodies);
    for (std::size_t i = 0; i < answers.size(); ++i)
      EXPECT_EQ(difference(golden.at("cases").as_array()[i].at("output"), answers[i],
                           golden.at("tolerance").as_double()),
                "");
  }
}

}  // namespace
}  // namespace hfi::golden

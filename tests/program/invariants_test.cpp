// What must hold whatever is asked: an answer does not depend on how often, when or beside whom a request is made.

#include <gtest/gtest.h>

#include <future>

#include "program/starter_server.h"

namespace hfi::program {
namespace {

const std::vector<std::string> texts = {
    "A wonderful film.", "The soup was cold and the waiter was rude to everyone at our table.",
    "Good",
    "I did not like the first half, but the second one made up for it, and the ending is superb."};

TEST(Invariants, TheThousandthAnswerIsTheFirst) {
  auto& server = StarterServer::get();
  const auto first = predictions_of(server.infer(sentiment_request(texts[0])));
  for (int i = 1; i < 1000; ++i)
    ASSERT_EQ(predictions_of(server.infer(sentiment_request(texts[0]))), first) << i;
}

TEST(Invariants, AModelThatIsLoadedAgainAnswersTheSame) {
  auto& server = StarterServer::get();
  const auto before = predictions_of(server.infer(sentiment_request(texts[1])));
  const support::Ask unload = {
      .method = "DELETE",
      .path = "/api/models/text-classification/" + std::string(sentiment_model)};
  EXPECT_EQ(server.ask(unload).status, 200);
  EXPECT_EQ(server.ask(unload).error_code(), "model_not_loaded");
  EXPECT_EQ(predictions_of(server.infer(sentiment_request(texts[1]))), before);
}

// Requests that come together are run as one batch, padded to the longest.
TEST(Invariants, ABatchAnswersAsEachAlone) {
  std::vector<json::Array> alone;
  for (const auto& text : texts)
    alone.push_back(predictions_of(StarterServer::get().infer(sentiment_request(text))));
  std::vector<std::future<void>> clients;
  for (std::size_t i = 0; i < 8; ++i)
    clients.push_back(std::async(std::launch::async, [&, i] {
      auto client = StarterServer::get().client();
      const auto& wanted = alone[i % texts.size()];
      for (int round = 0; round < 25; ++round) {
        const auto got = predictions_of(
            client.post("/api/inference", sentiment_request(texts[i % texts.size()])).value());
        for (std::size_t k = 0; k < wanted.size(); ++k) {
          EXPECT_EQ(got.at(k).at("label"), wanted.at(k).at("label"));
          EXPECT_NEAR(got.at(k).at("score").as_double(), wanted.at(k).at("score").as_double(),
                      1e-5);
        }
      }
    }));
  for (auto& client : clients) client.get();
}

}  // namespace
}  // namespace hfi::program

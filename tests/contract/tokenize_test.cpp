// POST /api/tokenize, asked of the real program.

#include <gtest/gtest.h>

#include "core/parse_json.h"
#include "fakes/temporary_folder.h"
#include "golden/golden_cache.h"
#include "support/event_reader.h"
#include "support/server_process.h"
#include "tasks/contract/violation.h"

namespace hfi {
namespace {

class Tokenize : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    cache = std::make_unique<fakes::TemporaryFolder>();
    golden::write_golden_model(cache->path(), "bert-text-classification", "bert");
    auto started = support::ServerProcess::start(
        {.program = PROGRAM,
         .arguments = {"serve", "--port", "0", "--cache-dir", cache->path().string()}});
    ASSERT_TRUE(started) << started.error().message;
    process = std::make_unique<support::ServerProcess>(std::move(*started));
  }
  static void TearDownTestSuite() {
    process.reset();
    cache.reset();
  }

  support::Answer post(const json::Value& body) {
    return client_.post("/api/tokenize", body).value();
  }
  // The answer, which must keep the schema that the program publishes for it.
  json::Object answer_to(const json::Value& body) {
    const auto answer = post(body);
    EXPECT_EQ(answer.status, 200) << answer.body;
    const auto description = client_.get("/openapi.json").value().json();
    const auto schema =
        tasks::Schema::compile(description.at("components").at("schemas").at("tokenize_response"));
    EXPECT_TRUE(schema) << schema.error().message;
    const auto violation = tasks::find_violation(*schema, answer.json(), "answer");
    EXPECT_FALSE(violation) << violation->path << ": " << violation->problem;
    return answer.json().as_object();
  }

  static std::unique_ptr<fakes::TemporaryFolder> cache;
  static std::unique_ptr<support::ServerProcess> process;

 private:
  support::HttpClient client_{process->port()};
};

std::unique_ptr<fakes::TemporaryFolder> Tokenize::cache;
std::unique_ptr<support::ServerProcess> Tokenize::process;

TEST_F(Tokenize, ATextHasTokensAndTheirPlaces) {
  const auto answer = answer_to({{"model_id", "golden/bert"}, {"text", "The time"}});
  EXPECT_EQ(answer.at("count").as_int64(), std::ssize(answer.at("ids").as_array()));
  EXPECT_EQ(answer.at("tokens").at(0), "[CLS]");
  EXPECT_EQ(answer.at("special_tokens_mask").at(0), 1);
  EXPECT_EQ(answer.at("tokens").at(1), "the");
  EXPECT_EQ(answer.at("offsets").at(1), (json::Array{0, 3}));
}

TEST_F(Tokenize, WithoutSpecialTokensThereIsOnlyTheText) {
  const auto answer =
      answer_to({{"model_id", "golden/bert"}, {"text", "The time"}, {"add_special_tokens", false}});
  EXPECT_EQ(answer.at("tokens").at(0), "the");
  EXPECT_EQ(answer.at("special_tokens_mask").at(0), 0);
}

TEST_F(Tokenize, AListOfTextsHasAListOfEncodings) {
  const auto answer = answer_to({{"model_id", "golden/bert"}, {"text", {"The time", "the"}}});
  const auto& encodings = answer.at("encodings").as_array();
  ASSERT_EQ(encodings.size(), 2U);
  EXPECT_EQ(answer.at("count").as_int64(),
            encodings[0].at("count").as_int64() + encodings[1].at("count").as_int64());
  EXPECT_EQ(answer_to({{"model_id", "golden/bert"}, {"text", json::Array{}}}).at("count"), 0);
}

TEST_F(Tokenize, TheSecondTextOfAPairHasATypeOfItsOwn) {
  const auto answer =
      answer_to({{"model_id", "golden/bert"}, {"text", "the"}, {"text_pair", "time"}});
  EXPECT_EQ(answer.at("type_ids").as_array().front(), 0);
  EXPECT_EQ(answer.at("type_ids").as_array().back(), 1);
}

TEST_F(Tokenize, WrongRequestsAreRefused) {
  const auto code = [&](const json::Value& body) { return std::string(post(body).error_code()); };
  EXPECT_EQ(code({{"text", "a"}}), "invalid_request");
  EXPECT_EQ(code({{"model_id", "golden/bert"}}), "missing_inputs");
  EXPECT_EQ(code({{"model_id", "../etc"}, {"text", "a"}}), "invalid_request");
  EXPECT_EQ(code({{"model_id", "golden/none"}, {"text", "a"}}), "model_not_found");
  EXPECT_EQ(code({{"model_id", "golden/bert"}, {"text", 5}}), "invalid_input");
  EXPECT_EQ(code({{"model_id", "golden/bert"}, {"text", {"a", 5}}}), "invalid_input");
  EXPECT_EQ(code({{"model_id", "golden/bert"}, {"text", {"a"}}, {"text_pair", "b"}}),
            "invalid_input");
  EXPECT_EQ(code({{"model_id", "golden/bert"}, {"text", "a"}, {"add_special_tokens", 1}}),
            "invalid_input");
  EXPECT_EQ(code({{"model_id", "golden/bert"}, {"text", "a"}, {"max_length", 1}}),
            "invalid_request");
  EXPECT_EQ(code(json::Array{}), "invalid_request");
}

}  // namespace
}  // namespace hfi

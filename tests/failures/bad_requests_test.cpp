// Requests that are wrong: each gets a clear 4xx in the one envelope, and the server goes on answering.

#include <gtest/gtest.h>

#include "failures/failing_server.h"

namespace hfi::failures {
namespace {

struct Bad {
  std::string name;
  support::Ask ask;
  int status;
  std::string code;
};

support::Ask post(const std::string& body) {
  return {.method = "POST", .path = "/api/inference", .body = body};
}

std::string with(const std::string& members) {
  return R"({"model_id": "golden/good", "task": "text-classification", )" + members + "}";
}

std::string many_words() {
  std::string words;
  for (int i = 0; i < 100; ++i) words += "film ";
  return words;
}

const std::vector<Bad> bad_requests = {
    {"NoBody", post(""), 400, "invalid_json"},
    {"NotJson", post("{\"model_id\": "), 400, "invalid_json"},
    {"TwoValues", post("{} {}"), 400, "invalid_json"},
    {"NotUtf8", post("{\"a\": \"\xff\xfe\"}"), 400, "invalid_json"},
    {"TooDeep", post(std::string(100000, '[')), 400, "invalid_json"},
    {"AList", post("[]"), 422, "invalid_request"},
    {"NoModel", post(R"({"task": "fill-mask", "inputs": {"text": "x"}})"), 422, "invalid_request"},
    {"ModelIsANumber", post(R"({"model_id": 3, "task": "fill-mask", "inputs": {"text": "x"}})"),
     422, "invalid_request"},
    {"ModelIsAPath",
     post(R"({"model_id": "../../etc", "task": "fill-mask", "inputs": {"text": "x"}})"), 422,
     "invalid_request"},
    {"ModelIsUnknown",
     post(R"({"model_id": "no/such", "task": "fill-mask", "inputs": {"text": "x"}})"), 404,
     "model_not_found"},
    {"StarterIsUnknown",
     post(R"({"model_id": "starter/none", "task": "fill-mask", "inputs": {"text": "x"}})"), 404,
     "model_not_found"},
    {"UnknownField", post(with(R"("inputs": {"text": "x"}, "input": 1)")), 422, "invalid_request"},
    {"NoInputs", post(with(R"("inputs": {})")), 422, "invalid_request"},
    {"InputsAreText", post(with(R"("inputs": "x")")), 422, "invalid_request"},
    {"NoTask", post(R"({"model_id": "golden/good", "inputs": {"text": "x"}})"), 400,
     "missing_task"},
    {"TaskIsUnknown",
     post(R"({"model_id": "golden/good", "task": "mind-reading", "inputs": {"text": "x"}})"), 501,
     "task_not_supported"},
    {"TaskHasNoRunner",
     post(R"({"model_id": "golden/good", "task": "text-to-3d", "inputs": {"text": "x"}})"), 501,
     "task_not_supported"},
    {"TextIsMissing", post(with(R"("inputs": {"text_pair": "x"})")), 422, "missing_inputs"},
    {"TextIsEmpty", post(with(R"("inputs": {"text": ""})")), 422, "missing_inputs"},
    {"TextIsANumber", post(with(R"("inputs": {"text": 7})")), 422, "invalid_input"},
    {"UnknownInput", post(with(R"("inputs": {"text": "x", "txt": "y"})")), 422, "invalid_input"},
    {"UnknownOption", post(with(R"("inputs": {"text": "x"}, "options": {"topk_": 1})")), 422,
     "invalid_option"},
    {"OptionIsOfTheWrongType",
     post(with(R"("inputs": {"text": "x"}, "options": {"top_k": "five"})")), 422, "invalid_option"},
    {"OptionIsOutOfRange", post(with(R"("inputs": {"text": "x"}, "options": {"top_k": 0})")), 422,
     "invalid_option"},
    {"OptionIsNotInTheList",
     post(with(R"("inputs": {"text": "x"}, "options": {"function_to_apply": "max"})")), 422,
     "invalid_option"},
    {"DeviceIsNotHere", post(with(R"("inputs": {"text": "x"}, "options": {"device": "cuda:0"})")),
     400, "device_unsupported"},
    {"RevisionIsUnknown", post(with(R"("inputs": {"text": "x"}, "options": {"revision": "v9"})")),
     404, "revision_not_found"},
    {"RevisionIsAPath",
     post(with(R"("inputs": {"text": "x"}, "options": {"revision": "../../.."})")), 422,
     "invalid_option"},
    {"PrecisionIsNotThere", post(with(R"("inputs": {"text": "x"}, "options": {"dtype": "bnb4"})")),
     422, "variant_not_found"},
    {"ModelOfAnotherTask",
     post(R"({"model_id": "golden/good", "task": "fill-mask", "inputs": {"text": "[MASK]"}})"), 422,
     "model_invalid"},
    {"TextIsTooLong", post(with(R"("inputs": {"text": ")" + many_words() + R"("})")), 422,
     "input_too_long"},
    {"BodyIsTooLarge", post(std::string(2'000'000, 'x')), 413, "payload_too_large"},
    {"QueryIsWrong",
     {.method = "POST",
      .path = "/api/inference?include_model_meta=maybe",
      .body = with(R"("inputs": {"text": "x"})")},
     422,
     "invalid_request"},
    {"NoSuchRoute", {.path = "/api/nothing"}, 404, "not_found"},
    {"WrongMethod", {.path = "/api/inference"}, 405, "method_not_allowed"},
    {"UnloadWhatIsNotLoaded",
     {.method = "DELETE", .path = "/api/models/fill-mask/golden/good"},
     404,
     "model_not_loaded"},
};

class BadRequests : public testing::TestWithParam<Bad> {};

TEST_P(BadRequests, GetAClearAnswerAndTheServerGoesOn) {
  auto& server = FailingServer::get();
  const auto answer = server.ask(GetParam().ask);
  EXPECT_EQ(answer.status, GetParam().status) << answer.body;
  EXPECT_EQ(answer.error_code(), GetParam().code) << answer.body;
  const auto error = answer.json().at("error").as_object();
  EXPECT_FALSE(error.at("message").as_string().empty());
  EXPECT_TRUE(error.contains("details"));
  EXPECT_FALSE(answer.header("x-request-id").empty());
  EXPECT_EQ(server.classify(server.good_model()).status, 200);
}

INSTANTIATE_TEST_SUITE_P(, BadRequests, testing::ValuesIn(bad_requests),
                         [](const auto& test) { return test.param.name; });

TEST(BadRequest, AStreamFailsBeforeItBegins) {
  auto& server = FailingServer::get();
  for (const auto& bad : bad_requests) {
    if (bad.ask.path != "/api/inference" || bad.ask.method != "POST" || bad.status == 0 ||
        bad.status == 404)
      continue;
    if (bad.code == "variant_not_found" || bad.code == "model_invalid" ||
        bad.code == "input_too_long")
      continue;  // the model has to be looked at
    SCOPED_TRACE(bad.name);
    auto ask = bad.ask;
    ask.path = "/api/inference/stream";
    const auto answer = server.ask(ask);
    EXPECT_EQ(answer.status, bad.status) << answer.body;
    EXPECT_EQ(answer.error_code(), bad.code);
  }
}

TEST(BadRequest, MethodNotAllowedNamesThoseThatAre) {
  EXPECT_EQ(FailingServer::get().ask({.path = "/api/inference"}).header("allow"), "POST, OPTIONS");
}

}  // namespace
}  // namespace hfi::failures

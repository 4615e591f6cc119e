// What the real program answers keeps the description that it gives of itself.

#include <gtest/gtest.h>

#include "contract/read_file.h"
#include "core/error_table.h"
#include "core/parse_json.h"
#include "fakes/fake_hub.h"
#include "fakes/temporary_folder.h"
#include "golden/golden_cache.h"
#include "server/docs/docs_files.h"
#include "support/event_reader.h"
#include "support/server_process.h"
#include "tasks/contract/taxonomy.h"
#include "tasks/contract/violation.h"

namespace hfi {
namespace {

constexpr auto task = "text-classification";

// What of a value breaks a schema; nothing when it keeps it.
std::string broken(const json::Value& schema, const json::Value& value) {
  const auto compiled = tasks::Schema::compile(schema);
  if (!compiled) return compiled.error().message;
  const auto violation = tasks::find_violation(*compiled, value, "answer");
  return violation ? violation->path + ": " + violation->problem : "";
}

class Served : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    cache = std::make_unique<fakes::TemporaryFolder>();
    golden::write_golden_model(cache->path(), "bert-text-classification", "bert");
    hub = std::make_unique<fakes::FakeHub>(std::vector<fakes::HubRepository>{
        {.id = "org/model", .gated = "auto", .facts = {{"pipeline_tag", task}, {"likes", 3}}}});
    auto started = support::ServerProcess::start(
        {.program = PROGRAM,
         .arguments = {"serve", "--port", "0", "--cache-dir", cache->path().string(), "--state-dir",
                       (cache->path() / "state").string(), "--hub-url", hub->url()}});
    ASSERT_TRUE(started) << started.error().message;
    process = std::make_unique<support::ServerProcess>(std::move(*started));
  }
  static void TearDownTestSuite() {
    process.reset();
    hub.reset();
    cache.reset();
  }

  static json::Object request() {
    return {{"model_id", "golden/bert"}, {"task", task}, {"inputs", {{"text", "A film."}}}};
  }
  support::Answer get(const std::string& path) { return client_.get(path).value(); }
  support::Answer post(const json::Value& body) {
    return client_.post("/api/inference", body).value();
  }

  static std::unique_ptr<fakes::TemporaryFolder> cache;
  static std::unique_ptr<fakes::FakeHub> hub;
  static std::unique_ptr<support::ServerProcess> process;

 private:
  support::HttpClient client_{process->port()};
};

std::unique_ptr<fakes::TemporaryFolder> Served::cache;
std::unique_ptr<fakes::FakeHub> Served::hub;
std::unique_ptr<support::ServerProcess> Served::process;

TEST_F(Served, EveryGetAnswersWhatTheDescriptionPromises) {
  ASSERT_EQ(post(request()).status, 200);  // so that a model is loaded
  const auto description = get("/openapi.json").json();
  int checked = 0;
  for (const auto& [path, methods] : description.at("paths").as_object()) {
    const auto* operation = methods.as_object().if_contains("get");
    if (operation == nullptr || std::string_view(path).find('{') != std::string_view::npos)
      continue;
    const auto* content = operation->at("responses").at("200").as_object().if_contains("content");
    if (content != nullptr && content->as_object().contains("text/event-stream")) continue;
    const auto answer = get(path);
    EXPECT_EQ(answer.status, 200) << path;
    if (content == nullptr) continue;
    const std::string reference(
        content->at("application/json").at("schema").at("$ref").as_string());
    const auto name = reference.substr(reference.rfind('/') + 1);
    EXPECT_EQ(broken(description.at("components").at("schemas").at(name), answer.json()), "")
        << path;
    ++checked;
  }
  EXPECT_GE(checked, 9);
}

TEST_F(Served, AnInferenceKeepsTheEnvelopeAndTheContract) {
  const auto answer = post(request());
  ASSERT_EQ(answer.status, 200) << answer.body;
  const auto body = answer.json();
  EXPECT_EQ(broken(tasks::taxonomy().envelopes().at("response"), body), "");
  EXPECT_EQ(broken(tasks::taxonomy().find(task)->document.at("output"),
                   body.at("result").at("task_output")),
            "");
}

TEST_F(Served, EveryEventOfAStreamKeepsItsSchema) {
  auto wire = support::Wire::connect(process->port()).value();
  ASSERT_TRUE(wire.send(support::to_text({.method = "POST",
                                          .path = "/api/inference/stream",
                                          .body = json::dump(request()),
                                          .headers = {{"content-type", "application/json"}}})));
  const auto head = support::receive_head(wire).value();
  ASSERT_EQ(head.status, 200);
  support::EventReader reader(wire, head);
  const auto events = reader.rest().value();
  ASSERT_GE(events.size(), 2);
  for (const auto& event : events)
    EXPECT_EQ(broken(tasks::taxonomy().envelopes().at("stream_event"), event.json()), "")
        << event.data;
  EXPECT_EQ(events.back().json().at("type"), "done");
}

TEST_F(Served, EveryRefusalIsTheEnvelopeWithTheStatusOfItsCode) {
  const auto& schema = tasks::taxonomy().envelopes().at("error");
  const auto cases = json::parse(read_file("tests/contract/bad_requests.json")).value().as_array();
  for (const auto& bad : cases) {
    const auto answer = post(bad.at("body"));
    EXPECT_EQ(answer.error_code(), std::string_view(bad.at("code").as_string())) << json::dump(bad);
    EXPECT_EQ(broken(schema, answer.json()), "") << answer.body;
    for (const auto& row : error_table())
      if (row.name == answer.error_code()) {
        EXPECT_EQ(answer.status, row.status);
      }
  }
}

TEST_F(Served, TheDocumentationPageIsThereWithAllItsFiles) {
  const auto page = get("/docs");
  EXPECT_EQ(page.status, 200);
  EXPECT_TRUE(page.header("content-type").starts_with("text/html"));
  EXPECT_TRUE(page.header("content-security-policy").starts_with("default-src 'none'"));
  for (const auto& file : server::docs_files()) {
    const auto answer = get("/docs/" + std::string(file.path));
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.body, file.content);
  }
  EXPECT_EQ(get("/docs/none.js").error_code(), "not_found");
}

}  // namespace
}  // namespace hfi

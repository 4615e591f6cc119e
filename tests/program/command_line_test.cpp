// The commands: what they print and the exit codes that scripts rely on.

#include <gtest/gtest.h>
#include <sys/wait.h>

#include "core/parse_json.h"
#include "program/starter_server.h"

namespace hfi::program {
namespace {

struct Outcome {
  int exit_code;
  std::string output;
  std::string errors;
};

Outcome run(const std::string& arguments) {
  const fakes::TemporaryFolder folder;
  const auto output = folder.path() / "output";
  const auto errors = folder.path() / "errors";
  const auto line = "HF_HUB_OFFLINE=1 HF_HOME=" + (folder.path() / "home").string() + " " +
                    PROGRAM + " " + arguments + " >" + output.string() + " 2>" + errors.string();
  const int status = std::system(line.c_str());
  return {WEXITSTATUS(status), fakes::content_of(output), fakes::content_of(errors)};
}

bool holds(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

// The last line on standard error; the log's lines come before it.
json::Value error_of(const Outcome& outcome) {
  auto lines = outcome.errors;
  while (lines.ends_with('\n')) lines.pop_back();
  return json::parse(lines.substr(lines.rfind('\n') + 1)).value().at("error");
}

const std::string sentiment =
    std::string("run ") + sentiment_model + " --task text-classification ";

TEST(CommandLine, SaysWhatItCanDo) {
  const auto help = run("--help");
  EXPECT_EQ(help.exit_code, 0);
  for (const auto* command : {"serve", "run", "tasks", "models", "version"}) {
    EXPECT_TRUE(holds(help.output, command)) << help.output;
    const auto one = run(std::string(command) + " --help");
    EXPECT_EQ(one.exit_code, 0);
    EXPECT_TRUE(holds(one.output, command)) << one.output;
  }
  for (const auto* option : {"--host", "--port", "--cache-dir", "--threads", "--memory-budget"})
    EXPECT_TRUE(holds(run("serve --help").output, option)) << option;
}

TEST(CommandLine, VersionTasksAndModels) {
  EXPECT_TRUE(holds(run("version").output, "onnxruntime "));
  EXPECT_TRUE(holds(run("tasks").output, "text-classification                  supported"));
  const auto models = run("models");
  EXPECT_EQ(models.exit_code, 0);
  EXPECT_TRUE(holds(models.output, sentiment_model)) << models.output;
}

TEST(CommandLine, RunPrintsWhatTheEndpointAnswers) {
  const auto outcome = run(sentiment + "--text 'A wonderful film.' --options '{\"top_k\": 1}'");
  EXPECT_EQ(outcome.exit_code, 0) << outcome.errors;
  auto body = sentiment_request("A wonderful film.");
  body["options"] = {{"top_k", 1}};
  const auto served = StarterServer::get().infer(body).json();
  const auto printed = json::parse(outcome.output).value();
  EXPECT_EQ(printed.at("result").at("task_output"), served.at("result").at("task_output"));
  EXPECT_EQ(printed.at("model_meta"), served.at("model_meta"));
}

TEST(CommandLine, RunTakesALineAsLongAsTheSystemDoes) {
  const auto inputs = R"({"text": ")" + std::string(100'000, 'a') + R"("})";
  const auto outcome = run(sentiment + "--inputs '" + inputs + "'");
  EXPECT_EQ(outcome.exit_code, 0) << outcome.errors.substr(0, 500);
  EXPECT_TRUE(holds(outcome.output, "predictions")) << outcome.output.substr(0, 500);
}

TEST(CommandLine, AWrongLineIsNotRun) {
  for (const auto* line :
       {"", "sing", "run", "run starter/sentiment-bert-tiny", "serve --port x",
        "serve --port 70000", "serve --threads -1", "serve --memory-budget lots", "tasks --now"}) {
    const auto outcome = run(line);
    EXPECT_EQ(outcome.exit_code, 2) << line << outcome.output << outcome.errors;
    EXPECT_EQ(outcome.output, "") << line;
    EXPECT_TRUE(holds(outcome.errors, "--help")) << line << ": " << outcome.errors;
  }
}

TEST(CommandLine, WhatFailsSaysWhyInTheEnvelope) {
  const std::vector<std::pair<std::string, std::string>> wrong = {
      {"run no/such --offline --task text-classification --text x", "model_not_found"},
      {sentiment, "invalid_request"},
      {sentiment + "--text x --options '{\"tpk\": 1}'", "invalid_option"},
      {sentiment + "--text x --options '{'", "invalid_json"},
      {sentiment + "--text x --memory-budget 1KB", "insufficient_memory"},
      {"run starter/sentiment-bert-tiny --task fill-mask --text '[MASK]'", "model_invalid"},
      {"run starter/sentiment-bert-tiny --task mind-reading --text x", "task_not_supported"},
      {"serve --host 256.1.1.1 --port 0", "invalid_option"}};
  for (const auto& [line, code] : wrong) {
    const auto outcome = run(line);
    EXPECT_EQ(outcome.exit_code, 1) << line;
    EXPECT_EQ(outcome.output, "") << line;
    EXPECT_EQ(error_of(outcome).at("code").as_string(), code) << line << ": " << outcome.errors;
  }
}

}  // namespace
}  // namespace hfi::program

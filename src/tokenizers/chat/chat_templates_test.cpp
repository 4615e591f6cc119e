// Conversations, and the language they are written in, against what `transformers` renders.

#include "tokenizers/chat/chat_templates.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "core/mapped_file.h"
#include "core/parse_json.h"

namespace hfi::tokenizers {
namespace {

json::Object golden(const std::string& name) {
  constexpr std::size_t limit = std::size_t{4} << 20U;
  const auto text = read_file(GOLDEN_DIR "/chat/" + name + ".json", limit);
  EXPECT_TRUE(text) << text.error().message;
  return *json::parse_object(*text);
}

std::optional<json::Array> list_at(const json::Object& object, std::string_view key) {
  const auto* value = object.if_contains(key);
  return value == nullptr ? std::nullopt : std::optional(value->as_array());
}

bool flag_at(const json::Object& object, std::string_view key) {
  const auto* value = object.if_contains(key);
  return value != nullptr && value->as_bool();
}

ChatOptions options_of(const json::Object& request) {
  ChatOptions options{.add_generation_prompt = flag_at(request, "add_generation_prompt"),
                      .continue_final_message = flag_at(request, "continue_final_message"),
                      .tools = list_at(request, "tools"),
                      .documents = list_at(request, "documents")};
  if (const auto* name = request.if_contains("chat_template"))
    options.chat_template = std::string(name->as_string());
  if (const auto* variables = request.if_contains("variables"))
    options.variables = variables->as_object();
  return options;
}

// Noon of the day that the goldens were rendered on.
std::chrono::system_clock::time_point golden_day() {
  std::tm day{};
  day.tm_year = 2024 - 1900;
  day.tm_mon = 6;
  day.tm_mday = 26;
  day.tm_hour = 12;
  day.tm_isdst = -1;
  return std::chrono::system_clock::from_time_t(std::mktime(&day));
}

void expect_answer(const ChatTemplates& templates, const json::Object& special_tokens,
                   const json::Object& expected) {
  const auto& request = expected.at("request").as_object();
  auto options = options_of(request);
  options.now = golden_day();
  const auto text = templates.apply(request.at("messages").as_array(), options, special_tokens);
  if (const auto* message = expected.if_contains("error")) {
    ASSERT_FALSE(text) << text.value_or("");
    EXPECT_EQ(text.error().message, std::string(message->as_string()));
    EXPECT_EQ(text.error().code, ErrorCode::invalid_input);
  } else {
    ASSERT_TRUE(text) << text.error().message;
    EXPECT_EQ(*text, std::string(expected.at("text").as_string())) << json::dump(request);
  }
}

class Family : public testing::TestWithParam<std::string> {};

TEST_P(Family, RendersConversationsAsTheReferenceDoes) {
  const auto file = golden("families/" + GetParam());
  const auto templates = ChatTemplates::read(&file.at("chat_template"));
  ASSERT_TRUE(templates) << templates.error().message;
  ASSERT_FALSE(file.at("cases").as_array().empty());
  for (const auto& expected : file.at("cases").as_array())
    expect_answer(*templates, file.at("special_tokens").as_object(), expected.as_object());
}

std::vector<std::string> families() {
  std::vector<std::string> names;
  for (const auto& file : std::filesystem::directory_iterator(GOLDEN_DIR "/chat/families"))
    names.push_back(file.path().stem());
  return names;
}

INSTANTIATE_TEST_SUITE_P(Families, Family, testing::ValuesIn(families()),
                         [](const auto& family) { return family.param; });

// Every construct, filter, test and method, alone.
TEST(ChatLanguage, EvaluatesAsTheReferenceDoes) {
  const auto file = golden("language");
  const auto& variables = file.at("variables").as_object();
  ASSERT_GT(file.at("cases").as_array().size(), 100U);
  for (const auto& value : file.at("cases").as_array()) {
    const auto& expected = value.as_object();
    const std::string source(expected.at("template").as_string());
    const auto parsed = chat::Template::parse(source);
    const auto text = parsed ? parsed->render(variables, golden_day())
                             : Result<std::string>(tl::unexpected<Error>(parsed.error()));
    if (expected.contains("text")) {
      EXPECT_TRUE(text) << source << "\n" << (text ? "" : text.error().message);
      EXPECT_EQ(text.value_or(""), std::string(expected.at("text").as_string())) << source;
    } else {
      EXPECT_FALSE(text) << source << "\n"
                         << *text << "\nwanted " << json::dump(expected.at("error"));
    }
  }
}

std::string failure(const std::string& source, const json::Object& variables = {}) {
  const auto parsed = chat::Template::parse(source);
  if (!parsed) return parsed.error().message;
  const chat::Limits limits{.output_bytes = 150'000, .steps = 50'000};
  const auto text = parsed->render(variables, std::chrono::system_clock::now(), limits);
  return text ? "no error" : text.error().message;
}

TEST(ChatLimits, WhatWouldNotEndIsStopped) {
  const std::string grow =
      "{% set n = namespace(x='ab') %}{% for i in range(90) %}{% set n.x = n.x ~ n.x %}{% endfor "
      "%}";
  EXPECT_NE(failure(grow).find("steps"), std::string::npos) << failure(grow);
  EXPECT_NE(failure("{{ 'x' * 99999999 }}").find("longer than"), std::string::npos);
  const std::string loops =
      "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}";
  EXPECT_NE(failure(loops).find("steps"), std::string::npos) << failure(loops);
  const std::string output = "{% for a in range(9999) %}{{ 'x' * 99999 }}{% endfor %}";
  EXPECT_NE(failure(output).find("writes more"), std::string::npos) << failure(output);
  const std::string recursion = "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}";
  EXPECT_NE(failure(recursion).find("nests deeper"), std::string::npos) << failure(recursion);
  const std::string nesting =
      "{% set n = namespace(x=[]) %}{% for i in range(9999) %}{% set n.x = [n.x] %}{% endfor %}";
  EXPECT_NE(failure(nesting).find("nested deeper"), std::string::npos) << failure(nesting);
}

TEST(ChatLimits, ATemplateThatNestsTooDeepIsRefused) {
  EXPECT_NE(
      failure("{{ " + std::string(5000, '(') + "1" + std::string(5000, ')') + " }}").find("deeper"),
      std::string::npos);
  std::string sum = "{{ 1";
  for (int i = 0; i < 9000; ++i) sum += "+1";
  EXPECT_NE(failure(sum + " }}").find("operators"), std::string::npos);
  std::string ifs;
  for (int i = 0; i < 5000; ++i) ifs += "{% if 1 %}";
  EXPECT_NE(failure(ifs).find("deeper"), std::string::npos);
}

TEST(ChatErrors, SayWhereAndWhat) {
  EXPECT_EQ(failure("a\n{% foo %}"), "chat_template: line 2: Encountered unknown tag 'foo'.");
  EXPECT_EQ(failure("{{ x|nosuch }}"), "chat_template: line 1: No filter named 'nosuch'.");
  EXPECT_EQ(failure("{{ x.y }}"), "'x' is undefined");
  EXPECT_EQ(failure("{% if a %}"),
            "chat_template: line 1: Unexpected end of template; looking for 'elif'");
  const auto parsed = chat::Template::parse("one\ntwo {{ raise_exception('No.') }}");
  ASSERT_TRUE(parsed);
  const auto text = parsed->render({});
  ASSERT_FALSE(text);
  EXPECT_EQ(text.error().message, "No.");
  EXPECT_EQ(text.error().code, ErrorCode::invalid_input);
  EXPECT_EQ(text.error().details.at("template_line"), 2);
}

// Found by fuzzing; seen to fail where the library checks indices, as the sanitizers' presets make it.
TEST(ChatErrors, ANumberMayBeTheLastOfATemplate) {
  EXPECT_EQ(failure("{% set a = 1"), "chat_template: line 1: unexpected end of template");
}

TEST(ChatErrors, OptionsThatMakeNoSense) {
  const json::Value source("{{ messages[0].content }}");
  const auto templates = ChatTemplates::read(&source);
  ASSERT_TRUE(templates);
  const json::Array messages{{{"role", "user"}, {"content", "Hi"}}};
  const auto code = [&](const json::Array& given, const ChatOptions& options) {
    const auto text = templates->apply(given, options, {});
    EXPECT_FALSE(text);
    return text ? ErrorCode::internal_error : text.error().code;
  };
  EXPECT_EQ(code({}, {}), ErrorCode::invalid_input);
  EXPECT_EQ(code(messages, {.add_generation_prompt = true, .continue_final_message = true}),
            ErrorCode::invalid_option);
  EXPECT_EQ(code(messages, {.variables = {{"messages", 1}}}), ErrorCode::invalid_option);
  EXPECT_EQ(code(messages, {.chat_template = "{{"}), ErrorCode::model_invalid);
  const auto none = ChatTemplates().apply(messages, {}, {});
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().code, ErrorCode::model_unsupported);
}

}  // namespace
}  // namespace hfi::tokenizers

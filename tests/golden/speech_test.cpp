// What goldens do not show of speech: that it comes sentence by sentence, that a seed means something, and what is refused.

#include <gtest/gtest.h>

#include <chrono>
#include <stdexcept>

#include "core/base64.h"
#include "golden/golden_server.h"
#include "support/event_reader.h"

namespace hfi::golden {
namespace {

using std::chrono::steady_clock;

constexpr std::size_t wav_header = 44;

json::Object speak(const std::string& text, json::Object options,
                   const std::string& model = "vits-text-to-speech") {
  return {{"model_id", "golden/" + model},
          {"task", "text-to-speech"},
          {"inputs", {{"text", text}}},
          {"options", std::move(options)}};
}

// The samples of a WAV in a data URI, as the bytes that they are.
std::string samples_of(const json::Value& uri) {
  const std::string text(uri.as_string());
  const std::string start = "data:audio/wav;base64,";
  if (!text.starts_with(start)) throw std::runtime_error("no WAV: " + text.substr(0, 40));
  return base64_decode(text.substr(start.size())).value().substr(wav_header);
}

json::Value spoken(const json::Object& body) {
  const auto answer = GoldenServer::get().ask(body);
  if (answer.status != 200) throw std::runtime_error(answer.body);
  return answer.json().at("result").at("task_output");
}

std::string ten_sentences() {
  std::string text;
  for (int i = 0; i < 10; ++i)
    text += "And a sentence that goes on for quite some time before it comes to its end at last. ";
  return text;
}

struct Heard {
  json::Value event;
  std::chrono::duration<double> after;
};

std::vector<Heard> hear(const json::Object& body) {
  auto wire = support::Wire::connect(GoldenServer::get().process().port()).value();
  const auto start = steady_clock::now();
  if (!wire.send(support::to_text({.method = "POST",
                                   .path = "/api/inference/stream",
                                   .body = json::dump(body),
                                   .headers = {{"content-type", "application/json"}}})))
    throw std::runtime_error("the server closed the connection");
  const auto head = support::receive_head(wire).value();
  support::EventReader reader(wire, head);
  std::vector<Heard> events;
  while (const auto event = reader.next().value())
    events.push_back({event->json(), steady_clock::now() - start});
  return events;
}

TEST(Speech, ComesSentenceBySentenceAndJoinedIsTheAnswer) {
  const auto events = hear(speak("One. Two and three!  Four?\nFive", {{"seed", 3}}));
  std::string joined;
  std::size_t count = 0;
  for (const auto& [event, after] : events) {
    if (event.at("type") != "audio") continue;
    EXPECT_EQ(event.at("index").to_number<std::size_t>(), count++);
    const auto samples = samples_of(event.at("audio_base64"));
    EXPECT_FALSE(samples.empty());
    joined += samples;
  }
  EXPECT_EQ(count, 4U);
  ASSERT_EQ(events.back().event.at("type").as_string(), "done");
  const auto& output = events.back().event.at("result").at("task_output");
  EXPECT_EQ(joined, samples_of(output.at("audio_base64")));
  EXPECT_EQ(joined.size(), 2 * output.at("num_samples").to_number<std::size_t>());
}

TEST(Speech, BeginsBeforeAFifthOfItsTime) {
  const auto body = speak(ten_sentences(), {{"seed", 1}});
  spoken(body);  // so that the model is loaded
  double least = 1.0;
  for (int i = 0; i < 3; ++i) {  // others use this machine too
    const auto events = hear(body);
    const auto first = std::ranges::find_if(
        events, [](const Heard& heard) { return heard.event.at("type") == "audio"; });
    ASSERT_NE(first, events.end());
    ASSERT_EQ(events.back().event.at("type").as_string(), "done");
    EXPECT_EQ(std::ranges::count_if(
                  events, [](const Heard& heard) { return heard.event.at("type") == "audio"; }),
              10);
    least = std::min(least, first->after / events.back().after);
  }
  EXPECT_LT(least, 0.2);
}

TEST(Speech, IsTheSameForTheSameSeedOnly) {
  const auto with_seed = [](int seed) {
    return spoken(speak("Say it again.", {{"seed", seed}})).at("audio_base64");
  };
  const auto first = with_seed(5);
  EXPECT_EQ(first, with_seed(5));
  EXPECT_NE(first, with_seed(6));
  const auto without = [] { return spoken(speak("Say it again.", {})).at("audio_base64"); };
  EXPECT_NE(without(), without());
}

TEST(Speech, LeavesOutSentencesWithoutAnythingToSay) {
  const auto with = spoken(speak("Yes. 123! No.", {{"seed", 2}}));
  const auto without = spoken(speak("Yes. No.", {{"seed", 2}}));
  EXPECT_EQ(with, without);
}

struct Refused {
  std::string name;
  json::Object body;
  std::string code;
  std::string message;
};

TEST(Speech, RefusesWhatTheModelCannotDo) {
  const Refused all[] = {
      {"nothing to say", speak("...", {}), "invalid_input", "inputs.text: holds no character"},
      {"one endless sentence", speak(std::string(5000, 'a'), {}), "input_too_long",
       "a sentence has 10001 tokens; at most 4096"},
      {"endless sentences",
       speak(
           [] {
             std::string text;
             for (int i = 0; i < 1000; ++i) text += "And so it goes on and on and on and on. ";
             return text;
           }(),
           {}),
       "input_too_long", "at most 65536"},
      {"an option of another kind of model", speak("Yes", {{"top_k", 3}}), "invalid_option",
       "options.top_k"},
      {"a vector of a voice", speak("Yes", {{"speaker_embedding", {1.0, 2.0}}}), "invalid_option",
       "options.speaker_embedding"},
      {"another language", speak("Ja", {{"language", "deu"}}), "invalid_option",
       "\"deu\" is not the language of the model, which is \"eng\""},
      {"a voice that is not there", speak("Yes", {{"voice", "3"}}, "vits-speakers-text-to-speech"),
       "invalid_option", "\"0\" to \"2\""},
      {"a voice of a model with one", speak("Yes", {{"voice", "1"}}), "invalid_option",
       "options.voice"},
      {"a voice without a number", speak("Yes", {{"voice", "anna"}}), "invalid_option",
       "options.voice"},
      {"too fast", speak("Yes", {{"speed", 11}}), "invalid_option", "options.speed"},
      {"features of a model of two networks",
       {{"model_id", "golden/vits-text-to-speech"},
        {"task", "feature-extraction"},
        {"inputs", {{"text", "Yes"}}}},
       "model_unsupported",
       "several networks"}};
  for (const auto& [name, body, code, message] : all) {
    SCOPED_TRACE(name);
    const auto answer = GoldenServer::get().ask(body);
    EXPECT_EQ(answer.status, 422);
    EXPECT_EQ(answer.error_code(), code);
    const std::string said(answer.json().at("error").at("message").as_string());
    EXPECT_NE(said.find(message), std::string::npos) << said;
  }
}

}  // namespace
}  // namespace hfi::golden

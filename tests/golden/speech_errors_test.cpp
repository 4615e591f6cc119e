// What speech recognition refuses, through the endpoint: with a code, and a message that says what to do.

#include <gtest/gtest.h>

#include "core/base64.h"
#include "core/parse_json.h"
#include "golden/golden_server.h"
#include "golden/made_sound.h"

namespace hfi::golden {
namespace {

struct Refused {
  std::string name;
  std::string model;
  std::string options;
  std::string code;
  std::string message;
};

class SpeechErrors : public testing::TestWithParam<Refused> {};

TEST_P(SpeechErrors, SayWhatIsWrong) {
  const auto& one = GetParam();
  const auto answer = GoldenServer::get().ask(
      {{"model_id", "golden/" + one.model + "-automatic-speech-recognition"},
       {"task", "automatic-speech-recognition"},
       {"inputs", {{"audio_base64", base64_encode(made_sound(1, false))}}},
       {"options", json::parse(one.options).value()}});
  const auto error = answer.json().at("error");
  EXPECT_EQ(error.at("code").as_string(), one.code) << answer.body;
  EXPECT_NE(std::string(error.at("message").as_string()).find(one.message), std::string::npos)
      << answer.body;
}

INSTANTIATE_TEST_SUITE_P(
    , SpeechErrors,
    testing::Values(
        Refused{"SegmentsOfAModelThatNamesCharacters", "wav2vec2", R"({"return_timestamps": true})",
                "invalid_option", "\"word\" or \"char\""},
        Refused{"BeamsOfAModelThatGeneratesNothing", "hubert", R"({"num_beams": 2})",
                "invalid_option", "options.num_beams: this model generates nothing"},
        Refused{"ALanguageForAModelThatKnowsNone", "wav2vec2", R"({"language": "en"})",
                "invalid_option", "options.language"},
        Refused{"WindowsThatOnlyOverlap", "wav2vec2",
                R"({"chunk_length_s": 0.2, "stride_length_s": 0.1})", "invalid_option",
                "leaves nothing"},
        Refused{"AnOverlapWithoutWindows", "wav2vec2", R"({"stride_length_s": 1})",
                "invalid_option", "set chunk_length_s too"},
        Refused{"CharactersOfAWhisper", "whisper", R"({"return_timestamps": "char"})",
                "invalid_option", "no single characters"},
        Refused{"WordsOfAnExport", "whisper-export",
                R"({"return_timestamps": "word", "source": "onnx"})", "model_unsupported",
                "does not tell where its decoder looks"},
        Refused{"ALanguageThatTheModelDoesNotKnow", "whisper", R"({"language": "finnish"})",
                "invalid_option", "it knows de, en, ja, zh"},
        Refused{"ALanguageForAModelOfEnglish", "whisper-english", R"({"language": "en"})",
                "invalid_option", "English alone"},
        Refused{"ATaskForAModelOfEnglish", "whisper-english", R"({"task": "translate"})",
                "invalid_option", "English alone"},
        Refused{"SamplingWithoutATemperature", "whisper", R"({"do_sample": true})",
                "invalid_option", "options.do_sample"},
        Refused{"SilenceWithoutAProbability", "whisper", R"({"no_speech_threshold": 0.6})",
                "invalid_option", "`logprob_threshold`"},
        Refused{"APromptOfSpaces", "whisper", R"({"prompt": "  "})", "invalid_option",
                "options.prompt: is empty"},
        Refused{"APromptWithASpecialToken", "whisper", R"({"prompt": "so <|de|> on"})",
                "invalid_option", "contains <|de|>"},
        Refused{"APromptThatLeavesNoRoom", "whisper",
                R"({"prompt": "the film was long", "max_new_tokens": 60})", "invalid_option",
                "writes 64 tokens at most"},
        Refused{"APromptForAModelThatWritesNothing", "wav2vec2", R"({"prompt": "Berlin"})",
                "invalid_option", "options.prompt"},
        Refused{"NoTemperature", "whisper", R"({"temperature": []})", "invalid_option",
                "options.temperature"},
        Refused{"ATemperatureBelowZero", "whisper", R"({"temperature": -1})", "invalid_option",
                "options.temperature"},
        Refused{"MoreTokensThanTheModelWrites", "whisper", R"({"max_new_tokens": 64})",
                "invalid_option", "writes 64 tokens at most"}),
    [](const auto& test) { return test.param.name; });

}  // namespace
}  // namespace hfi::golden

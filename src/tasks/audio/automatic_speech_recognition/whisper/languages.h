#pragma once
// The languages of Whisper. Reference: transformers, models/whisper/tokenization_whisper.py, LANGUAGES, TO_LANGUAGE_CODE.

#include <optional>
#include <string>
#include <string_view>

namespace hfi::tasks::whisper {

// "en" of "english", "English", "en" or "EN"; nullopt for a language that Whisper has not.
std::optional<std::string> language_code(std::string_view language);

// "english" of "en".
std::optional<std::string> language_name(std::string_view code);

}  // namespace hfi::tasks::whisper

#pragma once
// What the decoder begins with: <|startoftranscript|>, the language, the task and whether there are times.
// Reference: transformers, models/whisper/generation_whisper.py, _retrieve_init_tokens.

#include <functional>

#include "tasks/audio/automatic_speech_recognition/whisper/settings.h"

namespace hfi::tasks::whisper {

struct Wanted {
  std::optional<std::string> language{}, task{};  // of the request
  bool timestamps = false;
};

using DetectLanguage = std::function<Result<TokenId>()>;

// `detect` is asked where neither request nor model say what is spoken. Fails with invalid_option when the model does not
// know the language or the task, or takes none.
Result<Tokens> first_tokens(const Settings& settings, const Wanted& wanted,
                            const DetectLanguage& detect);

// The name of the language that is among them.
std::optional<std::string> language_in(const Settings& settings, TokenView tokens);

}  // namespace hfi::tasks::whisper

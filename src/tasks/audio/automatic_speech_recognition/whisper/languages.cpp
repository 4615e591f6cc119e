#include "tasks/audio/automatic_speech_recognition/whisper/languages.h"

#include <algorithm>
#include <array>

namespace hfi::tasks::whisper {
namespace {

struct Name {
  std::string_view code, name;
};

constexpr auto languages = std::to_array<Name>({
#define LANGUAGE(code, name) {code, name},
#define OTHER_NAME(code, name)
#include "tasks/audio/automatic_speech_recognition/whisper/languages.def"
#undef LANGUAGE
#undef OTHER_NAME
});

constexpr auto other_names = std::to_array<Name>({
#define LANGUAGE(code, name)
#define OTHER_NAME(code, name) {code, name},
#include "tasks/audio/automatic_speech_recognition/whisper/languages.def"
#undef LANGUAGE
#undef OTHER_NAME
});

std::string small_letters(std::string_view text) {
  std::string small(text);
  for (auto& c : small)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return small;
}

}  // namespace

std::optional<std::string> language_code(std::string_view language) {
  const auto wanted = small_letters(language);
  for (const auto& [code, name] : languages)
    if (wanted == code || wanted == name) return std::string(code);
  const auto found = std::ranges::find(other_names, wanted, &Name::name);
  if (found == other_names.end()) return std::nullopt;
  return std::string(found->code);
}

std::optional<std::string> language_name(std::string_view code) {
  const auto found = std::ranges::find(languages, code, &Name::code);
  if (found == languages.end()) return std::nullopt;
  return std::string(found->name);
}

}  // namespace hfi::tasks::whisper

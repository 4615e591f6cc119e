#include "tasks/audio/automatic_speech_recognition/whisper/first_tokens.h"

#include <algorithm>

#include "tasks/audio/automatic_speech_recognition/whisper/languages.h"

namespace hfi::tasks::whisper {
namespace {

using MaybeTokens = std::vector<std::optional<TokenId>>;

// "en" of "<|en|>"
std::string code_of(std::string_view token) {
  if (token.starts_with("<|")) token.remove_prefix(2);
  if (token.ends_with("|>")) token.remove_suffix(2);
  return std::string(token);
}

Result<void> check(const Settings& settings, const Wanted& wanted) {
  const auto refuse = [](const char* option, const std::string& why) {
    return fail(ErrorCode::invalid_option, "options." + std::string(option) + ": " + why);
  };
  for (const auto& [option, given, known] :
       {std::tuple("language", wanted.language.has_value(), !settings.lang_to_id.empty()),
        std::tuple("task", wanted.task.has_value(), !settings.task_to_id.empty())}) {
    if (given && settings.is_multilingual == false)
      return refuse(option, "the model writes English alone; leave the option out");
    if (given && !known)
      return refuse(option, "the model's generation_config.json has no " +
                                std::string(option == std::string_view("task") ? "task_to_id"
                                                                               : "lang_to_id"));
  }
  return {};
}

Result<TokenId> id_of_language(const Settings& settings, const std::string& language) {
  if (const auto own = settings.lang_to_id.find(language); own != settings.lang_to_id.end())
    return own->second;
  const auto code = language_code(language);
  const auto found = settings.lang_to_id.find("<|" + code.value_or("") + "|>");
  if (found != settings.lang_to_id.end()) return found->second;
  std::string known;
  for (const auto& [token, id] : settings.lang_to_id)
    known += (known.empty() ? "" : ", ") + code_of(token);
  return fail(ErrorCode::invalid_option,
              "options.language: the model does not know \"" + language + "\"; it knows " + known);
}

Result<std::optional<TokenId>> language_id(const Settings& settings,
                                           const std::optional<std::string>& language,
                                           bool undefined, const DetectLanguage& detect) {
  if (language) return TRY(id_of_language(settings, *language));
  if (undefined && !settings.lang_to_id.empty()) return TRY(detect());
  return std::nullopt;
}

Result<void> add_task(const Settings& settings, const std::optional<std::string>& task,
                      bool language_given, MaybeTokens& tokens) {
  if (task) {
    const auto found = settings.task_to_id.find(*task);
    if (found == settings.task_to_id.end())
      return fail(ErrorCode::invalid_option,
                  "options.task: the model has no task \"" + *task + "\"");
    tokens.push_back(found->second);
    return {};
  }
  const auto transcribe = settings.task_to_id.find("transcribe");
  if (!language_given || transcribe == settings.task_to_id.end()) return {};
  const bool there = std::ranges::any_of(settings.task_to_id, [&](const auto& entry) {
    return std::ranges::find(tokens, entry.second) != tokens.end();
  });
  if (!there) tokens.push_back(transcribe->second);
  return {};
}

}  // namespace

Result<Tokens> first_tokens(const Settings& settings, const Wanted& wanted,
                            const DetectLanguage& detect) {
  TRY(check(settings, wanted));
  const auto language = wanted.language ? wanted.language : settings.language;
  const auto task = wanted.task ? wanted.task : settings.task;
  MaybeTokens tokens{settings.decoder_start};
  if (!language && !task)
    tokens.insert(tokens.end(), settings.forced.begin(), settings.forced.end());

  const bool undefined = tokens.size() == 1 || !tokens[1];
  if (const auto id = TRY(language_id(settings, language, undefined, detect))) {
    if (tokens.size() == 1) tokens.emplace_back();
    tokens[1] = id;
  }
  TRY(add_task(settings, task, language.has_value(), tokens));
  if (settings.no_timestamps) {
    const bool says_none = tokens.back() == settings.no_timestamps;
    if (wanted.timestamps && says_none) tokens.pop_back();
    if (!wanted.timestamps && !says_none) tokens.push_back(settings.no_timestamps);
  }
  Tokens known;
  for (const auto& token : tokens)
    if (token) known.push_back(*token);
  return known;
}

std::optional<std::string> language_in(const Settings& settings, TokenView tokens) {
  for (const auto& [token, id] : settings.lang_to_id) {
    if (std::ranges::find(tokens, id) == tokens.end()) continue;
    const auto code = code_of(token);
    return language_name(code).value_or(code);
  }
  return std::nullopt;
}

}  // namespace hfi::tasks::whisper

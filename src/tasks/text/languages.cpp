#include "tasks/text/languages.h"

#include <algorithm>
#include <array>

#include "tasks/text/sequences.h"

namespace hfi::tasks {
namespace {

using models::Model;
using tokenizers::Tokenizer;

// Where a tokenizer puts the code of the source.
struct Convention {
  std::string_view tokenizer_class;  // with or without "Fast" at the end
  bool code_first;                   // else it follows the end of the text
};
constexpr std::array<Convention, 2> conventions = {
    {{"MBart50Tokenizer", true}, {"MBartTokenizer", false}}};

std::string text_in(const json::Object& config, std::string_view key) {
  const auto* value = config.if_contains(key);
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}

std::optional<Convention> convention_of(const Tokenizer& tokenizer) {
  auto name = text_in(tokenizer.config(), "tokenizer_class");
  if (name.ends_with("Fast")) name.resize(name.size() - 4);
  const auto found = std::ranges::find(conventions, name, &Convention::tokenizer_class);
  if (found == conventions.end()) return std::nullopt;
  return *found;
}

// "en_XX"
bool looks_like_a_code(std::string_view token) {
  const auto lower = [](char c) { return c >= 'a' && c <= 'z'; };
  const auto upper = [](char c) { return c >= 'A' && c <= 'Z'; };
  return token.size() == 5 && token[2] == '_' && std::ranges::all_of(token.substr(0, 2), lower) &&
         std::ranges::all_of(token.substr(3), upper);
}

json::Array known_codes(const Tokenizer& tokenizer) {
  json::Array codes;
  for (std::size_t id = 0; id < tokenizer.vocabulary_size(); ++id)
    if (auto token = tokenizer.token_of(static_cast<std::int32_t>(id));
        token && looks_like_a_code(*token))
      codes.emplace_back(std::move(*token));
  return codes;
}

Result<std::int32_t> code_id(const Tokenizer& tokenizer, std::string_view option,
                             const std::string& language) {
  if (const auto id = tokenizer.id_of(language); id && looks_like_a_code(language)) return *id;
  return fail(ErrorCode::invalid_option,
              "options." + std::string(option) + ": \"" + language +
                  "\" is not a language of this model; details.languages lists them",
              {{"languages", known_codes(tokenizer)}});
}

Result<std::string> language_for(std::string_view option, const std::optional<std::string>& asked,
                                 const Tokenizer& tokenizer) {
  if (asked) return *asked;
  if (auto configured = text_in(tokenizer.config(), option); !configured.empty()) return configured;
  return fail(ErrorCode::missing_inputs,
              "options." + std::string(option) +
                  ": the model translates between many languages; "
                  "name one",
              {{"missing", {option}}});
}

Result<SourceText> with_codes(const Model& model, const std::string& text,
                              const Languages& languages, const Convention& convention) {
  const auto& tokenizer = *TRY(models::tokenizer_of(model));
  const auto source = TRY(language_for("src_lang", languages.source, tokenizer));
  const auto code = TRY(code_id(tokenizer, "src_lang", source));
  const auto eos = tokenizer.id_of(tokenizer.special_token("eos_token").value_or(""));
  if (!eos) return fail(ErrorCode::model_invalid, "tokenizer_config.json: eos_token is missing");
  SourceText result;
  auto encoding =
      TRY(tokenizer.encode(text, {.add_special_tokens = false, .detail = tokenizers::Detail::ids}));
  if (convention.code_first) encoding.ids.insert(encoding.ids.begin(), code);
  encoding.ids.push_back(*eos);
  if (!convention.code_first) encoding.ids.push_back(code);
  TRY(check_length(model, encoding));
  result.ids = std::move(encoding.ids);
  const bool forced = model.generation_config.contains("forced_bos_token_id") &&
                      !model.generation_config.at("forced_bos_token_id").is_null();
  if (!languages.target && forced && text_in(tokenizer.config(), "tgt_lang").empty()) return result;
  const auto target = TRY(language_for("tgt_lang", languages.target, tokenizer));
  result.preferred["forced_bos_token_id"] = TRY(code_id(tokenizer, "tgt_lang", target));
  return result;
}

// Models that translate out of one language into several begin the text with the target, such as ">>fra<<".
Result<std::string> with_target(const Tokenizer& tokenizer, const std::string& text,
                                const std::string& target) {
  const auto token = ">>" + target + "<<";
  if (tokenizer.id_of(token)) return token + " " + text;
  return fail(ErrorCode::invalid_option,
              "options.tgt_lang: \"" + target + "\": the model takes no such code");
}

}  // namespace

Result<SourceText> encode_for_translation(const Model& model, const std::string& text,
                                          const Languages& languages) {
  const auto& tokenizer = *TRY(models::tokenizer_of(model));
  if (const auto convention = convention_of(tokenizer))
    return with_codes(model, text, languages, *convention);
  if (languages.source)
    return fail(ErrorCode::invalid_option,
                "options.src_lang: the model takes no code for the language of the text");
  const auto whole = languages.target ? TRY(with_target(tokenizer, text, *languages.target)) : text;
  return SourceText{.ids = TRY(encode(model, whole)).ids};
}

}  // namespace hfi::tasks

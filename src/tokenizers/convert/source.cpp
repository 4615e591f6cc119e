#include "tokenizers/convert/source.h"

#include "core/parse_json.h"
#include "tokenizers/configured_tokens.h"

namespace hfi::tokenizers::convert {

Result<std::string_view> Source::file(std::string_view name) const {
  const auto found = files_->find(name);
  if (found != files_->end()) return found->second;
  return fail(ErrorCode::model_unsupported,
              "the repository has neither tokenizer.json nor " + std::string(name));
}

Result<SentencePieceModel> Source::sentence_piece(std::string_view name) const {
  return read_sentence_piece(name, TRY(file(name)));
}

namespace {

Result<json::Object> parsed(std::string_view name, std::string_view text) {
  auto result = within(name, json::parse_object(text));
  if (!result) result.error().code = ErrorCode::model_invalid;
  return result;
}

Result<json::Object> checked(std::string_view name, json::Object vocabulary) {
  for (const auto& [token, id] : vocabulary)
    if (!id.is_int64() || id.get_int64() < 0)
      return fail(ErrorCode::model_invalid, std::string(name) + ": \"" + std::string(token) +
                                                "\": expected an id, got " + json::dump(id));
  return vocabulary;
}

}  // namespace

Result<json::Object> Source::vocabulary(std::string_view name) const {
  return checked(name, TRY(parsed(name, TRY(file(name)))));
}

Result<json::Object> Source::vocabulary(std::string_view name, std::string_view part) const {
  const auto all = TRY(parsed(name, TRY(file(name))));
  const auto* chosen = all.if_contains(part);
  if (chosen == nullptr || !chosen->is_object())
    return fail(ErrorCode::model_invalid,
                std::string(name) + ": it has no vocabulary \"" + std::string(part) + "\"");
  return checked(name, chosen->get_object());
}

bool Source::flag(std::string_view key, bool absent) const {
  const auto* value = config_->if_contains(key);
  const auto* flag = value == nullptr ? nullptr : value->if_bool();
  return flag == nullptr ? absent : *flag;
}

std::string Source::text(std::string_view key, std::string_view absent) const {
  const auto* value = config_->if_contains(key);
  return value == nullptr ? std::string(absent) : content_of(*value).value_or(std::string(absent));
}

std::size_t Source::count(std::string_view key, std::size_t absent) const {
  constexpr std::int64_t most = 10'000;
  const auto* value = config_->if_contains(key);
  const auto* number = value == nullptr ? nullptr : value->if_int64();
  if (number == nullptr || *number < 0 || *number > most) return absent;
  return static_cast<std::size_t>(*number);
}

}  // namespace hfi::tokenizers::convert

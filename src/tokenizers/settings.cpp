#include "tokenizers/settings.h"

#include "tokenizers/configured_tokens.h"

namespace hfi::tokenizers {
namespace {

auto invalid(std::string_view key, const json::Value& value, const std::string& expected) {
  return fail(ErrorCode::model_invalid, "tokenizer_config.json: " + std::string(key) +
                                            ": expected " + expected + ", got " +
                                            json::dump(value));
}

Result<Side> read_side(const json::Object& config, std::string_view key) {
  const auto* value = config.if_contains(key);
  if (value == nullptr || value->is_null() || *value == "right") return Side::right;
  if (*value == "left") return Side::left;
  return invalid(key, *value, "left or right");
}

// Numbers at and above this stand for "no limit" (transformers' LARGE_INTEGER; files say int(1e30)).
constexpr double no_limit = 1e20;

Result<std::optional<std::size_t>> read_max_length(const json::Object& config) {
  constexpr std::string_view key = "model_max_length";
  const auto* value = config.if_contains(key);
  if (value == nullptr || value->is_null()) return std::nullopt;
  if (!value->is_number()) return invalid(key, *value, "a number");
  const auto number = value->to_number<double>();
  if (number >= no_limit) return std::nullopt;
  if (number < 0 || number > 9e15) return invalid(key, *value, "a length");
  return static_cast<std::size_t>(number);
}

}  // namespace

Result<Settings> read_settings(const json::Object& config) {
  Settings result;
  for (const auto& [key, value] : config) {
    const std::string_view name = key;
    if (!name.ends_with("_token") || name.starts_with("add_")) continue;
    if (auto token = content_of(value)) result.special_tokens.emplace(name, std::move(*token));
  }
  result.model_max_length = TRY(read_max_length(config));
  if (const auto* value = config.if_contains("clean_up_tokenization_spaces");
      value != nullptr && !value->is_null()) {
    if (!value->is_bool()) return invalid("clean_up_tokenization_spaces", *value, "true or false");
    result.clean_up_tokenization_spaces = value->get_bool();
  }
  result.truncation_side = TRY(read_side(config, "truncation_side"));
  result.padding_side = TRY(read_side(config, "padding_side"));
  return result;
}

}  // namespace hfi::tokenizers

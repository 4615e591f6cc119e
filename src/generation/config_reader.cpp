#include "generation/config_reader.h"

#include <cmath>
#include <limits>

namespace hfi::generation {
namespace {

std::optional<double> number_in(const json::Value& value) {
  if (value.is_double()) return value.get_double();
  if (value.is_int64()) return static_cast<double>(value.get_int64());
  if (value.is_uint64()) return static_cast<double>(value.get_uint64());
  return std::nullopt;
}

std::optional<std::int64_t> integer_in(const json::Value& value) {
  const auto number = number_in(value);
  constexpr double limit = 9007199254740992.0;  // beyond it a double skips integers
  if (!number || std::abs(*number) > limit || std::trunc(*number) != *number) return std::nullopt;
  return static_cast<std::int64_t>(*number);
}

std::optional<TokenId> token_in(const json::Value& value) {
  const auto id = integer_in(value);
  if (!id || *id < 0 || *id > std::numeric_limits<TokenId>::max()) return std::nullopt;
  return static_cast<TokenId>(*id);
}

bool contains(const Range& range, double number) {
  const bool above = range.least_included ? number >= range.least : number > range.least;
  return above && number <= range.most;
}

}  // namespace

const json::Value* ConfigReader::find(std::string_view key) const {
  const auto* value = members_.if_contains(key);
  return value == nullptr || value->is_null() ? nullptr : value;
}

void ConfigReader::expect(std::string_view key, std::string_view what) {
  problems_ += (problems_.empty() ? "" : "; ") + std::string(key) + ": expected " +
               std::string(what) + ", got " + json::dump(*find(key));
}

void ConfigReader::flag(std::string_view key, bool& target) {
  const auto* value = find(key);
  if (value == nullptr) return;
  if (!value->is_bool()) return expect(key, "true or false");
  target = value->get_bool();
}

void ConfigReader::number(std::string_view key, double& target, Range range) {
  const auto* value = find(key);
  if (value == nullptr) return;
  const auto number = number_in(*value);
  if (!number) return expect(key, "a number");
  if (!contains(range, *number)) return expect(key, "another value");
  target = *number;
}

void ConfigReader::count(std::string_view key, std::size_t& target, std::size_t least) {
  std::optional<std::size_t> count;
  this->count(key, count, least);
  if (count) target = *count;
}

void ConfigReader::count(std::string_view key, std::optional<std::size_t>& target,
                         std::size_t least) {
  const auto* value = find(key);
  if (value == nullptr) return;
  const auto number = integer_in(*value);
  if (!number || *number < static_cast<std::int64_t>(least))
    return expect(key, "an integer of at least " + std::to_string(least));
  target = static_cast<std::size_t>(*number);
}

void ConfigReader::token(std::string_view key, std::optional<TokenId>& target) {
  const auto* value = find(key);
  if (value == nullptr) return;
  const auto id = token_in(*value);
  if (!id) return expect(key, "the id of a token");
  target = id;
}

std::optional<Tokens> ConfigReader::tokens_in(const json::Value& value) const {
  Tokens ids;
  if (!value.is_array()) {
    const auto id = token_in(value);
    return id ? std::optional(Tokens{*id}) : std::nullopt;
  }
  for (const auto& element : value.get_array()) {
    const auto id = token_in(element);
    if (!id) return std::nullopt;
    ids.push_back(*id);
  }
  return ids;
}

void ConfigReader::tokens(std::string_view key, Tokens& target) {
  const auto* value = find(key);
  if (value == nullptr) return;
  auto ids = tokens_in(*value);
  if (!ids) return expect(key, "ids of tokens");
  target = std::move(*ids);
}

Result<void> ConfigReader::check() const {
  if (problems_.empty()) return {};
  return fail(ErrorCode::model_invalid, "generation_config.json: " + problems_);
}

}  // namespace hfi::generation

#include "server/routes/query.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace hfi::server {
namespace {

auto refused(std::string_view name, const std::string& expected, std::string_view got) {
  return fail(ErrorCode::invalid_request, "query: " + std::string(name) + ": expected " + expected +
                                              ", got \"" + std::string(got.substr(0, 128)) + "\"");
}

std::string joined(const std::vector<std::string>& names) {
  std::string text;
  for (const auto& name : names) text += (text.empty() ? "" : ", ") + name;
  return text;
}

}  // namespace

Result<void> check_query(const Request& request, const std::vector<QueryParameter>& known) {
  for (const auto& [name, value] : request.query) {
    if (std::ranges::find(known, name, &QueryParameter::name) != known.end()) continue;
    std::vector<std::string> names;
    for (const auto& parameter : known) names.emplace_back(parameter.name);
    return fail(ErrorCode::invalid_request,
                "query: unknown parameter \"" + name.substr(0, 128) + "\"" +
                    (names.empty() ? "; there are none here" : "; known are " + joined(names)));
  }
  return {};
}

std::string query_text(const Request& request, std::string_view name) {
  return std::string(request.query_value(name).value_or(""));
}

Result<std::optional<bool>> query_flag(const Request& request, std::string_view name) {
  const auto value = request.query_value(name);
  if (!value) return std::nullopt;
  if (*value == "true") return true;
  if (*value == "false") return false;
  return refused(name, "true or false", *value);
}

Result<std::optional<std::uint64_t>> query_number(const Request& request, std::string_view name,
                                                  Bounds bounds) {
  const auto value = request.query_value(name);
  if (!value) return std::nullopt;
  std::uint64_t number = 0;
  const auto* const end = value->data() + value->size();
  const auto [stop, error] = std::from_chars(value->data(), end, number);
  if (error == std::errc() && stop == end && number >= bounds.least && number <= bounds.most)
    return number;
  return refused(
      name, "a number from " + std::to_string(bounds.least) + " to " + std::to_string(bounds.most),
      *value);
}

Result<std::optional<double>> query_seconds(const Request& request, std::string_view name) {
  const auto value = request.query_value(name);
  if (!value) return std::nullopt;
  double seconds = 0;
  const auto* const end = value->data() + value->size();
  const auto [stop, error] = std::from_chars(value->data(), end, seconds);
  if (error == std::errc() && stop == end && seconds >= 0 && std::isfinite(seconds)) return seconds;
  return refused(name, "seconds since 1970", *value);
}

Result<std::string> query_choice(const Request& request, std::string_view name,
                                 const std::vector<std::string>& names) {
  const auto value = request.query_value(name);
  if (!value) return names.front();
  if (std::ranges::find(names, *value) != names.end()) return std::string(*value);
  return refused(name, "one of " + joined(names), *value);
}

}  // namespace hfi::server

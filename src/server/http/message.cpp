#include "server/http/message.h"

#include <algorithm>
#include <array>

#include "core/ascii.h"

namespace hfi::server {
namespace {

constexpr std::array<std::string_view, 8> method_names = {"GET",   "HEAD",   "POST",    "PUT",
                                                          "PATCH", "DELETE", "OPTIONS", "other"};

template <class Matches>
std::optional<std::string_view> first(const Pairs& pairs, Matches matches) {
  const auto found = std::ranges::find_if(pairs, matches, &Pairs::value_type::first);
  if (found == pairs.end()) return std::nullopt;
  return found->second;
}

}  // namespace

Method method_of(std::string_view name) {
  const auto* const known = std::ranges::find(method_names, name);
  const auto index = static_cast<std::size_t>(known - method_names.begin());
  return index < method_names.size() ? static_cast<Method>(index) : Method::other;
}

std::string_view name_of(Method method) {
  return method_names.at(static_cast<std::size_t>(method));
}

bool equals_ignoring_case(std::string_view a, std::string_view b) {
  constexpr auto lower = [](char c) { return ascii_lower(c); };
  return std::ranges::equal(a, b, {}, lower, lower);
}

std::optional<std::string_view> Request::parameter(std::string_view name) const {
  return first(parameters, [name](std::string_view other) { return other == name; });
}

std::optional<std::string_view> Request::query_value(std::string_view name) const {
  return first(query, [name](std::string_view other) { return other == name; });
}

std::optional<std::string_view> Request::header(std::string_view name) const {
  return first(headers,
               [name](std::string_view other) { return equals_ignoring_case(other, name); });
}

std::string_view Response::bytes() const {
  if (const auto* shared = std::get_if<SharedBytes>(&body)) return **shared;
  return std::get<std::string>(body);
}

}  // namespace hfi::server

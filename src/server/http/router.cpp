#include "server/http/router.h"

#include <algorithm>

namespace hfi::server {
namespace {

std::vector<std::string_view> split_pattern(std::string_view pattern) {
  std::vector<std::string_view> segments;
  pattern.remove_prefix(1);
  for (std::size_t begin = 0; begin <= pattern.size();) {
    const auto end = std::min(pattern.find('/', begin), pattern.size());
    segments.push_back(pattern.substr(begin, end - begin));
    begin = end + 1;
  }
  return segments;
}

bool is_parameter(std::string_view segment) { return segment.starts_with('{'); }

std::string_view parameter_name(std::string_view segment) {
  return segment.substr(1, segment.size() - 2);
}

bool matches(const std::vector<std::string_view>& pattern,
             const std::vector<std::string>& segments) {
  return std::ranges::equal(pattern, segments, [](std::string_view wanted, std::string_view sent) {
    return is_parameter(wanted) ? !sent.empty() : wanted == sent;
  });
}

// Two patterns of one shape match the same paths.
std::vector<std::string_view> shape(std::vector<std::string_view> pattern) {
  for (auto& segment : pattern)
    if (is_parameter(segment)) segment = "{}";
  return pattern;
}

bool more_specific(const std::vector<std::string_view>& a, const std::vector<std::string_view>& b) {
  return std::ranges::lexicographical_compare(a, b, {}, is_parameter, is_parameter);
}

std::string join(const std::vector<std::string>& segments) {
  std::string path;
  for (const auto& segment : segments) path += "/" + segment;
  return path;
}

std::string allow_header(const std::vector<Method>& methods) {
  std::string value;
  for (const auto method : methods) {
    if (!value.empty()) value += ", ";
    value += name_of(method);
  }
  return value;
}

json::Array names_of(const std::vector<Method>& methods) {
  json::Array names;
  for (const auto method : methods) names.emplace_back(name_of(method));
  return names;
}

}  // namespace

Result<Router> Router::make(std::vector<Route> routes, Handler fallback) {
  Router router;
  for (auto& route : routes) {
    auto segments = split_pattern(route.pattern);
    const auto twin = std::ranges::find_if(router.entries_, [&](const Entry& entry) {
      return entry.route.method == route.method && shape(entry.segments) == shape(segments);
    });
    if (twin != router.entries_.end())
      return fail(ErrorCode::internal_error, "router: " + std::string(name_of(route.method)) + " " +
                                                 std::string(route.pattern) + " and " +
                                                 std::string(twin->route.pattern) +
                                                 " claim the same requests");
    router.entries_.push_back({std::move(route), std::move(segments)});
  }
  std::ranges::stable_sort(router.entries_, more_specific, &Entry::segments);
  router.fallback_ = {Method::get, "/", std::move(fallback), Run::on_io_thread};
  return router;
}

std::vector<Method> Router::allowed(const std::vector<std::string>& segments) const {
  const bool any = segments.front() == "*";
  std::vector<Method> methods;
  for (const auto& entry : entries_)
    if (any || matches(entry.segments, segments)) methods.push_back(entry.route.method);
  if (methods.empty()) return methods;
  if (std::ranges::count(methods, Method::get) > 0) methods.push_back(Method::head);
  methods.push_back(Method::options);
  std::ranges::sort(methods);
  methods.erase(std::unique(methods.begin(), methods.end()), methods.end());
  return methods;
}

bool Router::falls_back(Method method, const std::vector<std::string>& segments) const {
  const bool reads = method == Method::get || method == Method::head;
  return fallback_.handler && reads && segments.front() != "api";
}

Result<Router::Match> Router::find(Method method, const std::vector<std::string>& segments) const {
  const auto asked = method == Method::head ? Method::get : method;
  const auto found = std::ranges::find_if(entries_, [&](const Entry& entry) {
    return entry.route.method == asked && matches(entry.segments, segments);
  });
  if (found != entries_.end()) {
    Match match{.route = &found->route};
    for (std::size_t i = 0; i < segments.size(); ++i)
      if (is_parameter(found->segments[i]))
        match.parameters.emplace_back(parameter_name(found->segments[i]), segments[i]);
    return match;
  }
  const auto methods = allowed(segments);
  if (methods.empty() && falls_back(method, segments)) return Match{.route = &fallback_};
  if (methods.empty())
    return fail(ErrorCode::not_found,
                join(segments) + ": there is no such address; see /docs for the routes");
  if (method == Method::options) return Match{.allow = allow_header(methods)};
  return fail(ErrorCode::method_not_allowed,
              join(segments) + ": only " + allow_header(methods) + " are answered here",
              {{"allow", names_of(methods)}});
}

}  // namespace hfi::server

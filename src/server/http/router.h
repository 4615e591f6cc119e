#pragma once
// Which handler answers a request.

#include <string>
#include <string_view>
#include <vector>

#include "server/http/message.h"

namespace hfi::server {

// Where a handler runs. Inline is for answers that are at hand: whatever it does, all connections
// wait for it. A follower does nothing but wait for news, for hours, and takes no worker for it.
enum class Run { on_worker, on_io_thread, on_follower };

struct Route {
  Method method = Method::get;
  std::string_view pattern;  // "/api/models/{task}/{org}/{name}": {x} takes one whole segment
  Handler handler;
  Run run = Run::on_worker;
};

class Router {
 public:
  // `fallback` answers GET where no pattern matches, outside /api; it runs inline, and may be empty.
  // Fails with internal_error when two routes claim the same requests.
  static Result<Router> make(std::vector<Route> routes, Handler fallback);

  struct Match {
    const Route* route = nullptr;  // lives as long as the router; null for OPTIONS
    Pairs parameters{};
    std::string allow{};  // for OPTIONS: the methods that the path, or `*`, takes
  };

  // The most specific pattern wins: literal segments before parameters, from the left. HEAD is
  // answered by GET routes. Fails with not_found, or with method_not_allowed and `details.allow`.
  [[nodiscard]] Result<Match> find(Method method, const std::vector<std::string>& segments) const;

 private:
  struct Entry {
    Route route;
    std::vector<std::string_view> segments;  // of route.pattern
  };

  [[nodiscard]] std::vector<Method> allowed(const std::vector<std::string>& segments) const;
  [[nodiscard]] bool falls_back(Method method, const std::vector<std::string>& segments) const;

  std::vector<Entry> entries_;  // most specific first
  Route fallback_;
};

}  // namespace hfi::server

#pragma once
// The HTTP server: listens, and calls handlers for what comes in.

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "server/http/limits.h"
#include "server/http/router.h"
#include "server/http/work.h"

namespace hfi::server {

class Server {
 public:
  struct Options {
    std::string host = "127.0.0.1";  // an address or a name; the first address of a name is taken
    std::uint16_t port = 8000;       // 0: the system picks one
    int io_threads = 1;
    Limits limits{};
    Submit submit{};           // must outlive the server, and run or drop every job it has accepted
    Submit submit_follower{};  // the same, for routes that run on followers
    Handler fallback{};        // GET where no route matches, outside /api; runs inline
  };

  // Accepts connections when it returns. Fails with invalid_option when the address cannot be had,
  // with internal_error when two routes claim the same requests.
  static Result<std::unique_ptr<Server>> start(std::vector<Route> routes, Options options);

  // Aborts what is still open and returns when no handler runs any more.
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  [[nodiscard]] std::uint16_t port() const;
  [[nodiscard]] std::string url() const;  // http://127.0.0.1:8000

  // Stops accepting, closes idle connections, and lets requests in flight finish. Returns true as
  // soon as none is left, false when some still are after `limit`.
  bool drain(std::chrono::milliseconds limit);

 private:
  struct Impl;
  explicit Server(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace hfi::server

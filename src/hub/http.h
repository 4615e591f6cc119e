#pragma once
// HTTP as a client. http.cpp alone knows the library behind it.

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/result.h"
#include "hub/network.h"

namespace hfi::hub {

enum class Encoding {
  any,
  identity
};  // identity: the bytes as they are stored, for ranges and hashes

struct HttpRequest {
  std::string url{};
  std::string method = "GET";
  std::vector<std::string> headers{};  // "Name: value"
  std::string bearer{};  // a token for the host of `url` and for no other that it redirects to
  Encoding encoding = Encoding::any;
};

struct ResponseHead {
  int status = 0;
  std::vector<std::pair<std::string, std::string>> headers{};  // names in lower case

  // The first header of that name (in lower case); empty when there is none.
  [[nodiscard]] std::string_view header(std::string_view name) const;
};

struct HttpResponse {
  ResponseHead head{};
  std::string body{};
};

struct Deadlines {
  std::chrono::milliseconds connect{10'000};
  std::chrono::seconds idle{30};            // with less than 1 kB/s on average
  std::chrono::milliseconds total{60'000};  // 0: no limit
};

// What a transfer does with what arrives. A failure ends the transfer with that error.
struct Receiver {
  std::function<Result<void>(const ResponseHead&)>
      on_head{};  // once, after redirects, before the body
  std::function<Result<void>(std::string_view)> on_body{};
};

// Transfers side by side in the calling thread, over connections that are kept and shared. Redirects are
// followed, at most five, never from https to http. One object belongs to one thread.
class Transfers {
 public:
  using Id = std::uint64_t;
  struct Finished {
    Id id;
    Result<ResponseHead>
        outcome;  // hub_unreachable when the connection failed, was cut or timed out
  };

  // Fails with invalid_option when the certificates cannot be read.
  static Result<Transfers> open(const Network& network);

  Id start(const HttpRequest& request, const Deadlines& deadlines, Receiver receiver);
  // Moves bytes until a transfer ends, `wait` is over or a stop is requested.
  std::vector<Finished> advance(std::chrono::milliseconds wait, const std::stop_token& stop);
  void abandon(Id id);

  Transfers(Transfers&&) noexcept;
  Transfers& operator=(Transfers&&) noexcept;
  ~Transfers();

 private:
  struct State;
  explicit Transfers(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace hfi::hub

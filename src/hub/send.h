#pragma once
// One request, one answer: for the calls whose answers fit into memory.

#include <cstdint>
#include <functional>
#include <optional>
#include <stop_token>

#include "hub/clock.h"
#include "hub/http.h"

namespace hfi::hub {

// Any status is an answer; the errors are hub_unreachable, hub_invalid, hub_offline and cancelled. A Send
// keeps its connections and belongs to one thread.
using Send = std::function<Result<HttpResponse>(const HttpRequest&, const std::stop_token&)>;

// Several at a time; the answers are in the order of the requests.
using SendAll = std::function<std::vector<Result<HttpResponse>>(const std::vector<HttpRequest>&,
                                                                const std::stop_token&)>;

struct SendLimits {
  Deadlines deadlines{};
  std::size_t largest_body = 64U << 20U;  // bytes, decompressed
  std::size_t at_once = 8;
};

Result<SendAll> network_send_all(const Network& network, const SendLimits& limits);

// Opens no socket and says so.
SendAll offline_send_all();

Send one_by_one(SendAll send_all);

struct Retries {
  int attempts = 5;
  std::chrono::milliseconds first_pause{1000};  // doubles each time
  std::chrono::milliseconds longest_pause{60'000};
};

// Repeats on 408, 429 and 5xx alone. How long to wait is the server's to say (RateLimit, Retry-After); when it asks
// for more than `longest_pause`, its answer is handed on.
Send with_retries(Send send, const Retries& retries, const Clock& clock);

bool is_worth_repeating(int status);

// How long the server asks to be left alone; nullopt when it does not say.
std::optional<std::chrono::seconds> pause_asked(const ResponseHead& head,
                                                std::chrono::system_clock::time_point now);

}  // namespace hfi::hub

#include "hub/send.h"

#include <charconv>
#include <ctime>
#include <memory>
#include <optional>

namespace hfi::hub {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

auto cancelled() { return fail(ErrorCode::cancelled, "the request to the Hub was stopped"); }

std::optional<int> number_after(std::string_view text, std::string_view key) {
  const auto at = text.find(key);
  if (at == std::string_view::npos) return std::nullopt;
  text.remove_prefix(at + key.size());
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || number < 0) return std::nullopt;
  return number;
}

std::optional<seconds> until_date(std::string_view text,
                                  std::chrono::system_clock::time_point now) {
  std::tm date{};
  const auto* end = ::strptime(std::string(text).c_str(), "%a, %d %b %Y %H:%M:%S GMT", &date);
  if (end == nullptr) return std::nullopt;
  const auto at = std::chrono::system_clock::from_time_t(::timegm(&date));
  return std::max(seconds(0), std::chrono::ceil<seconds>(at - now));
}

Result<HttpResponse> fetch(Transfers& transfers, const HttpRequest& request,
                           const SendLimits& limits, const std::stop_token& stop) {
  std::string body;
  const auto id = transfers.start(
      request, limits.deadlines, {.on_body = [&](std::string_view bytes) -> Result<void> {
        if (bytes.size() > limits.largest_body - body.size())
          return fail(ErrorCode::hub_invalid, shown_url(request.url) +
                                                  ": the answer is larger than " +
                                                  std::to_string(limits.largest_body) + " bytes");
        body += bytes;
        return {};
      }});
  while (!stop.stop_requested()) {
    for (auto& finished : transfers.advance(seconds(1), stop))
      return HttpResponse{.head = TRY(std::move(finished.outcome)), .body = std::move(body)};
  }
  transfers.abandon(id);
  return cancelled();
}

}  // namespace

Result<Send> network_send(const Network& network, const SendLimits& limits) {
  const auto transfers = std::make_shared<Transfers>(TRY(Transfers::open(network)));
  return [transfers, limits](const HttpRequest& request, const std::stop_token& stop) {
    return fetch(*transfers, request, limits, stop);
  };
}

Send offline_send() {
  return [](const HttpRequest& request, const std::stop_token&) -> Result<HttpResponse> {
    return fail(ErrorCode::hub_offline,
                shown_url(request.url) + ": not asked, as the program runs offline");
  };
}

bool is_worth_repeating(int status) { return status == 408 || status == 429 || status / 100 == 5; }

std::optional<seconds> pause_asked(const ResponseHead& head,
                                   std::chrono::system_clock::time_point now) {
  // "api"; r=0; t=55: nothing remains of the budget for 55 seconds; one more because the value is rounded
  std::string budget(head.header("ratelimit"));
  std::erase(budget, ' ');
  if (const auto reset = number_after(budget, ";t="); reset && head.status == 429)
    return seconds(*reset + 1);
  const auto asked = head.header("retry-after");
  if (const auto whole = number_after(asked, "")) return seconds(*whole);
  return until_date(asked, now);
}

Send with_retries(Send send, const Retries& retries, const Clock& clock) {
  return [=](const HttpRequest& request, const std::stop_token& stop) -> Result<HttpResponse> {
    auto backoff = retries.first_pause;
    for (int attempt = 1;; ++attempt) {
      auto response = TRY(send(request, stop));
      if (!is_worth_repeating(response.head.status) || attempt >= retries.attempts) return response;
      const auto asked = pause_asked(response.head, clock.now());
      const milliseconds pause = asked ? milliseconds(*asked) : backoff;
      if (pause > retries.longest_pause) return response;
      clock.sleep(pause, stop);
      if (stop.stop_requested()) return cancelled();
      backoff *= 2;
    }
  };
}

}  // namespace hfi::hub

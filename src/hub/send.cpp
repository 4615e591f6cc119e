#include "hub/send.h"

#include <charconv>
#include <ctime>
#include <map>
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

// One batch of requests on its way.
class Batch {
 public:
  Batch(Transfers& transfers, const std::vector<HttpRequest>& requests, const SendLimits& limits)
      : transfers_(transfers), requests_(requests), limits_(limits), bodies_(requests.size()) {}

  std::vector<Result<HttpResponse>> run(const std::stop_token& stop) {
    std::vector<Result<HttpResponse>> responses(requests_.size(), cancelled());
    std::size_t next = 0;
    while ((next < requests_.size() || !running_.empty()) && !stop.stop_requested()) {
      while (next < requests_.size() && running_.size() < limits_.at_once) start(next++);
      for (auto& finished : transfers_.advance(seconds(1), stop)) {
        const auto index = running_.extract(finished.id).mapped();
        if (finished.outcome)
          responses[index] =
              HttpResponse{.head = std::move(*finished.outcome), .body = std::move(bodies_[index])};
        else
          responses[index] = tl::unexpected(std::move(finished.outcome.error()));
      }
    }
    for (const auto& [id, index] : running_) transfers_.abandon(id);
    return responses;
  }

 private:
  void start(std::size_t index) {
    const auto id = transfers_.start(
        requests_[index], limits_.deadlines,
        {.on_body = [this, index](std::string_view bytes) { return take(index, bytes); }});
    running_.emplace(id, index);
  }

  Result<void> take(std::size_t index, std::string_view bytes) {
    auto& body = bodies_[index];
    if (bytes.size() > limits_.largest_body - body.size())
      return fail(ErrorCode::hub_invalid, shown_url(requests_[index].url) +
                                              ": the answer is larger than " +
                                              std::to_string(limits_.largest_body) + " bytes");
    body += bytes;
    return {};
  }

  Transfers& transfers_;
  const std::vector<HttpRequest>& requests_;
  const SendLimits& limits_;
  std::vector<std::string> bodies_;
  std::map<Transfers::Id, std::size_t> running_;
};

}  // namespace

Result<SendAll> network_send_all(const Network& network, const SendLimits& limits) {
  const auto transfers = std::make_shared<Transfers>(TRY(Transfers::open(network)));
  return
      [transfers, limits](const std::vector<HttpRequest>& requests, const std::stop_token& stop) {
        return Batch(*transfers, requests, limits).run(stop);
      };
}

SendAll offline_send_all() {
  return [](const std::vector<HttpRequest>& requests, const std::stop_token&) {
    std::vector<Result<HttpResponse>> responses;
    for (const auto& request : requests)
      responses.emplace_back(
          fail(ErrorCode::hub_offline,
               shown_url(request.url) + ": not asked, as the program runs offline"));
    return responses;
  };
}

Send one_by_one(SendAll send_all) {
  return [send_all = std::move(send_all)](const HttpRequest& request, const std::stop_token& stop) {
    return std::move(send_all({request}, stop).front());
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
  return [send = std::move(send), retries, clock](
             const HttpRequest& request, const std::stop_token& stop) -> Result<HttpResponse> {
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

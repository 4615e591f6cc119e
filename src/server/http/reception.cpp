#include "server/http/reception.h"

#include "server/http/middleware/body_limit.h"
#include "server/http/response_text.h"

namespace hfi::server {

Result<void> Reception::feed() {
  const auto used = parser_.feed(transport_.input());
  refused_ = !used;
  if (!used) return tl::unexpected(used.error());
  transport_.consume(*used);
  return {};
}

Task<Result<void>> Reception::head() {
  const auto by = Clock::now() + limits_.header_timeout;
  for (;;) {
    if (auto fed = feed(); !fed) co_return fed;
    if (parser_.head_complete()) co_return Result<void>();
    const auto arrival = co_await transport_.fill(by);
    if (arrival == Arrival::end)
      co_return fail(ErrorCode::malformed_http, "request: the connection ended inside the head");
    if (arrival == Arrival::nothing_in_time)
      co_return fail(ErrorCode::request_timeout,
                     "request: the head took longer than " +
                         std::to_string(limits_.header_timeout.count()) + " ms");
  }
}

Task<Result<void>> Reception::body() {
  const auto announced = parser_.body_announced().value_or(0);
  if (auto within = within_body_limit(announced, limits_.body_bytes); !within) co_return within;
  const bool waits = parser_.head().expects_continue && parser_.head().http_1_1;
  if (waits && !parser_.complete() && transport_.input().empty())
    co_await transport_.write(continue_head, {});

  const auto begin = Clock::now();
  for (;;) {
    if (auto fed = feed(); !fed) co_return fed;
    if (!share_.grow_to(parser_.body_received()))
      co_return fail(ErrorCode::overloaded, "body: the bodies of all requests in flight exceed " +
                                                std::to_string(limits_.all_bodies_bytes) +
                                                " bytes; try again later");
    if (parser_.complete()) co_return Result<void>();
    const auto by = begin + limits_.transfer_time(parser_.body_received());
    const auto arrival = co_await transport_.fill(by);
    if (arrival != Arrival::bytes) co_return tl::unexpected(cut_off(arrival));
  }
}

Error Reception::cut_off(Arrival arrival) const {
  const auto announced = parser_.body_announced();
  const auto received = std::to_string(parser_.body_received()) +
                        (announced ? " of " + std::to_string(*announced) : "") + " bytes";
  if (arrival == Arrival::end)
    return {ErrorCode::malformed_http, "body: the connection ended after " + received};
  return {ErrorCode::request_timeout,
          "body: too slow, " + received + " came before the time was up"};
}

}  // namespace hfi::server

#include "server/http/connection.h"

#include <utility>

#include "core/error_table.h"
#include "core/log.h"
#include "server/http/delivery.h"
#include "server/http/middleware/request_id.h"
#include "server/http/reception.h"
#include "server/http/respond.h"
#include "server/http/target.h"

namespace hfi::server {
namespace {

// A client that still sends would have its connection reset, and the answer lost, if it were closed.
enum class After { next_request, linger, close };

// One request and its answer. What a coroutine of this folder hands to co_await has a name: g++ 12
// destroys braced temporaries in such an expression twice.
class Exchange {
 public:
  Exchange(std::shared_ptr<Transport> transport, const Service& service)
      : transport_(*transport),
        service_(service),
        reception_(*transport, service.limits, *service.bodies),
        work_(std::make_shared<Work>()),
        written_before_(transport->written()) {
    work_->request.peer = transport->peer();
    work_->request.cancelled = work_->stop.get_token();
    work_->notify = [transport = std::move(transport)] { transport->post_wake(); };
  }

  // What may be done with the connection afterwards.
  Task<After> run() {
    auto reply = co_await answer();
    co_await send(std::move(reply));
    transport_.unwatch();
    if (keep_alive_) co_return After::next_request;
    const bool sends_on = !reception_.complete() || !transport_.input().empty();
    co_return sends_on ? After::linger : After::close;
  }

  // What to do with a request that nobody has read.
  Task<void> refuse(Error why) {
    work_->request.id = request_id(std::nullopt);
    Result<Reply> reply = tl::unexpected(std::move(why));
    co_await send(std::move(reply));
  }

 private:
  Task<Result<Reply>> answer();
  Task<Result<Reply>> answer_on_worker(const Route& route);
  Result<Router::Match> adopt_head();

  Task<void> send(Result<Reply> reply);
  Response to_response(Result<Reply> reply);
  void write_log(Outcome outcome);

  Transport& transport_;
  const Service& service_;
  Reception reception_;
  std::shared_ptr<Work> work_;
  Clock::time_point started_ = Clock::now();
  std::uint64_t written_before_;
  bool keep_alive_ = false;
};

// Also for a head that was refused half-way: the answer and the log line carry what there is of it.
Result<Router::Match> Exchange::adopt_head() {
  const auto& head = reception_.received_head();
  auto& request = work_->request;
  request.method = method_of(head.method);
  request.headers = head.headers;
  request.id = request_id(request.header("x-request-id"));
  if (head.target.empty()) return Router::Match{};
  auto target = TRY(parse_target(head.target));
  request.path = std::move(target.path);
  request.query = std::move(target.query);
  return service_.router.find(request.method, target.segments);
}

Task<Result<Reply>> Exchange::answer() {
  auto head = co_await reception_.head();
  auto match = adopt_head();
  if (!head) co_return tl::unexpected(std::move(head).error());
  if (!match) co_return tl::unexpected(std::move(match).error());
  if (match->route == nullptr)
    co_return Response{.status = 204, .content_type = "", .headers = {{"allow", match->allow}}};
  auto body = co_await reception_.body();
  if (!body) co_return tl::unexpected(std::move(body).error());

  work_->request.parameters = std::move(match->parameters);
  work_->request.body = reception_.take_body();
  if (match->route->run == Run::on_io_thread) co_return call(match->route->handler, work_->request);
  co_return co_await answer_on_worker(*match->route);
}

Task<Result<Reply>> Exchange::answer_on_worker(const Route& route) {
  work_->events.emplace(EventQueue::Options{.id = work_->request.id,
                                            .capacity = service_.limits.stream_bytes,
                                            .gone = work_->request.cancelled,
                                            .notify = work_->notify});
  transport_.watch([stop = work_->stop]() mutable { stop.request_stop(); });
  const bool follows = route.run == Run::on_follower;
  hand_over(work_, route.handler, follows ? service_.submit_follower : service_.submit);
  while (!work_->replied) co_await transport_.wait(Clock::time_point::max());
  co_return std::move(*work_->reply);
}

Task<void> Exchange::send(Result<Reply> reply) {
  const auto& head = reception_.received_head();
  const bool streams = reply && std::holds_alternative<Stream>(*reply) && work_->events;
  keep_alive_ = head.keep_alive && reception_.complete() && !transport_.draining() &&
                !transport_.ended() && (head.http_1_1 || !streams);
  const Framing framing{
      .request_id = work_->request.id, .keep_alive = keep_alive_, .http_1_1 = head.http_1_1};
  const auto part =
      work_->request.method == Method::head ? Delivery::Part::head : Delivery::Part::all;

  Delivery delivery(transport_, service_.limits, framing);
  if (streams) {
    co_await delivery.stream(*work_, part);
  } else {
    const auto response = to_response(std::move(reply));
    co_await delivery.response(response, part);
  }
  write_log(delivery.outcome());
}

Response Exchange::to_response(Result<Reply> reply) {
  const auto& path = work_->request.path;
  if (reply && std::holds_alternative<Stream>(*reply))
    reply = fail(ErrorCode::internal_error, path + ": a stream needs a worker");
  if (reply && !well_formed(std::get<Response>(*reply)))
    reply = fail(ErrorCode::internal_error, path + ": the answer has a malformed header");
  if (reply) return std::get<Response>(*std::move(reply));

  auto& log = work_->request.log;
  const auto& row = row_of(reply.error().code);
  log["code"] = row.name;
  if (row.status >= 500) log["message"] = reply.error().message;
  return error_response(reply.error());
}

void Exchange::write_log(Outcome outcome) {
  outcome.bytes = transport_.written() - written_before_;
  outcome.elapsed = Clock::now() - started_;
  log::info("request", access_fields(work_->request, outcome));
}

// Ends the life of the request, and of its body, before the connection goes on.
Task<After> serve_one(std::shared_ptr<Transport> transport, const Service& service) {
  Exchange exchange(std::move(transport), service);
  co_return co_await exchange.run();
}

}  // namespace

Task<void> serve(std::shared_ptr<Transport> transport, const Service& service) {
  // a client that connects and says nothing is no better than one that stops half-way
  auto patience = service.limits.header_timeout;
  auto after = After::next_request;
  while (after == After::next_request) {
    if (transport->input().empty()) {
      const auto arrival = co_await transport->fill_when_idle(Clock::now() + patience);
      if (arrival != Arrival::bytes) break;
    }
    after = co_await serve_one(transport, service);
    patience = service.limits.idle_timeout;
  }
  if (after == After::linger) co_await transport->linger();
  transport->close();
}

Task<void> turn_away(std::shared_ptr<Transport> transport, const Service& service) {
  Exchange exchange(transport, service);
  Error why{ErrorCode::overloaded, "all " + std::to_string(service.limits.connections) +
                                       " connections are taken; try again later"};
  co_await exchange.refuse(std::move(why));
  co_await transport->linger();
}

}  // namespace hfi::server

#include "server/http/work.h"

#include <exception>
#include <utility>

#include "core/error_table.h"
#include "core/log.h"

namespace hfi::server {
namespace {

Error defect(const Request& request, const std::exception& thrown) {
  log::error("defect", {{"id", request.id}, {"path", request.path}, {"what", thrown.what()}});
  return {ErrorCode::internal_error,
          "a defect in this program; report it with the request id " + request.id};
}

// A queue takes copyable jobs and may drop them: whatever happens to the copies, the connection
// hears of it once.
class Ticket {
 public:
  Ticket(std::shared_ptr<Work> work, const Handler& handler)
      : work_(std::move(work)), handler_(handler) {}
  Ticket(const Ticket&) = delete;
  Ticket& operator=(const Ticket&) = delete;
  ~Ticket() {
    if (work_) settle(*work_, tl::unexpected(std::move(if_dropped_)));
  }

  void perform() {
    // let go of it in the end, however long the queue keeps the job
    const auto work = std::move(work_);
    if (work->stop.stop_requested())
      return settle(*work, fail(ErrorCode::cancelled, "the client left before its turn came"));
    auto reply = call(handler_, work->request);
    auto* stream = reply ? std::get_if<Stream>(&*reply) : nullptr;
    if (stream == nullptr || work->request.method == Method::head)
      return settle(*work, std::move(reply));

    const auto run = std::move(stream->run);
    work->reply.emplace(std::move(reply));
    work->replied = true;
    work->notify();
    write_events(*work, run);
    work->finished = true;
    work->notify();
  }

  void refuse(Error why) { if_dropped_ = std::move(why); }

 private:
  static void settle(Work& work, Result<Reply> reply) {
    work.reply.emplace(std::move(reply));
    work.finished = true;
    work.replied = true;
    work.notify();
  }

  static void write_events(Work& work, const std::function<void(EventSink&)>& run) {
    EventSink& sink = *work.events;
    try {
      run(sink);
    } catch (const std::exception& thrown) {
      auto data = to_json(defect(work.request, thrown));
      data["type"] = "error";
      data["correlation_id"] = work.request.id;
      sink.send(data);
    }
  }

  std::shared_ptr<Work> work_;
  const Handler& handler_;
  Error if_dropped_{ErrorCode::shutting_down, "the server stops; send the request to another one"};
};

}  // namespace

Result<Reply> call(const Handler& handler, const Request& request) {
  try {
    return handler(request);
  } catch (const std::exception& thrown) {
    return tl::unexpected(defect(request, thrown));
  }
}

void hand_over(const std::shared_ptr<Work>& work, const Handler& handler, const Submit& submit) {
  auto ticket = std::make_shared<Ticket>(work, handler);
  if (!submit([ticket] { ticket->perform(); }))
    ticket->refuse({ErrorCode::overloaded, "the queue is full; try again later"});
}

}  // namespace hfi::server

#pragma once
// One request on its way through a handler, shared by its connection and a worker.

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>

#include "server/http/event_queue.h"
#include "server/http/message.h"

namespace hfi::server {

// Runs a job on a worker, now or later. False when the queue is full.
using Submit = std::function<bool(std::function<void()>)>;

struct Work {
  Request request;
  std::stop_source stop;
  std::function<void()> notify;  // look again; from any thread
  std::optional<EventQueue> events;

  std::optional<Result<Reply>> reply;  // there once `replied`
  std::atomic<bool> replied = false;
  std::atomic<bool> finished = false;  // no worker touches this any more
};

// Calls the handler here. What it throws is a defect: logged, and answered as internal_error.
Result<Reply> call(const Handler& handler, const Request& request);

// Calls the handler on a worker, which then writes the events if the reply is a Stream. A request
// that finds no room is answered with overloaded, one that is dropped from the queue with
// shutting_down, one whose client left while it waited with cancelled.
void hand_over(const std::shared_ptr<Work>& work, const Handler& handler, const Submit& submit);

}  // namespace hfi::server

#pragma once
// A server with toy routes on a free port, for the tests of this folder.

#include <gtest/gtest.h>

#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <semaphore>
#include <thread>

#include "core/log.h"
#include "server/http/respond.h"
#include "server/http/server.h"
#include "support/http_client.h"

namespace hfi::server {

// A few threads behind a bounded queue.
class TestPool {
 public:
  explicit TestPool(int threads = 4, std::size_t capacity = 64) : capacity_(capacity) {
    for (int i = 0; i < threads; ++i) threads_.emplace_back([this] { run(); });
  }
  TestPool(const TestPool&) = delete;
  TestPool& operator=(const TestPool&) = delete;
  ~TestPool() { stop(); }

  bool submit(std::function<void()> job) {
    const std::scoped_lock lock(mutex_);
    if (jobs_.size() >= capacity_) return false;
    jobs_.push_back(std::move(job));
    ready_.notify_one();
    return true;
  }

  // Drops what waits.
  void stop() {
    std::deque<std::function<void()>> dropped;
    {
      const std::scoped_lock lock(mutex_);
      stopped_ = true;
      dropped.swap(jobs_);
      ready_.notify_all();
    }
    threads_.clear();
  }

 private:
  void run() {
    for (;;) {
      std::unique_lock lock(mutex_);
      ready_.wait(lock, [this] { return stopped_ || !jobs_.empty(); });
      if (stopped_) return;
      const auto job = std::move(jobs_.front());
      jobs_.pop_front();
      lock.unlock();
      job();
    }
  }

  const std::size_t capacity_;
  std::mutex mutex_;
  std::condition_variable ready_;
  std::deque<std::function<void()>> jobs_;
  bool stopped_ = false;
  std::vector<std::jthread> threads_;
};

// What the handlers of a test have seen.
struct Seen {
  std::atomic<int> started = 0;
  std::atomic<int> cancelled = 0;
  std::atomic<int> sent = 0;  // events
};

// Waits for something that another thread does soon.
template <class Condition>
bool eventually(Condition condition) {
  const auto by = std::chrono::steady_clock::now() + std::chrono::seconds(10);
  while (!condition()) {
    if (std::chrono::steady_clock::now() > by) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  return true;
}

// Says what it received.
inline Result<Reply> echo(const Request& request) {
  json::Object headers;
  for (const auto& [name, value] : request.headers) headers[name] = value;
  json::Object parameters;
  for (const auto& [name, value] : request.parameters) parameters[name] = value;
  json::Object query;
  for (const auto& [name, value] : request.query) query[name] = value;
  return json_response(json::Object{{"id", request.id},
                                    {"method", name_of(request.method)},
                                    {"path", request.path},
                                    {"parameters", parameters},
                                    {"query", query},
                                    {"headers", headers},
                                    {"body", request.body}});
}

// Works until it is cancelled.
inline Handler wait_for_cancel(Seen& seen) {
  return [&seen](const Request& request) -> Result<Reply> {
    ++seen.started;
    std::binary_semaphore stopped(0);
    const std::stop_callback on_stop(request.cancelled, [&] { stopped.release(); });
    stopped.acquire();
    ++seen.cancelled;
    return fail(ErrorCode::cancelled, "asked to stop");
  };
}

class TestServer {
 public:
  explicit TestServer(std::vector<Route> routes, Server::Options options = {})
      : TestServer(std::move(routes), std::move(options), std::make_unique<TestPool>()) {}
  TestServer(std::vector<Route> routes, Server::Options options, std::unique_ptr<TestPool> pool)
      : pool_(std::move(pool)) {
    options.port = 0;
    log::set_level(log::Level::error);
    if (!options.submit)
      options.submit = [this](std::function<void()> job) { return pool_->submit(std::move(job)); };
    auto started = Server::start(std::move(routes), std::move(options));
    EXPECT_TRUE(started) << started.error().message;
    server_ = std::move(*started);
  }

  Server& operator*() { return *server_; }
  Server* operator->() { return server_.get(); }
  TestPool& pool() { return *pool_; }
  void destroy() { server_.reset(); }

  [[nodiscard]] support::HttpClient client() const { return support::HttpClient(server_->port()); }
  [[nodiscard]] support::Wire wire() const { return *support::Wire::connect(server_->port()); }

 private:
  std::unique_ptr<TestPool> pool_;
  std::unique_ptr<Server> server_;
};

}  // namespace hfi::server

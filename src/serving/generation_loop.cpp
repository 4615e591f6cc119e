#include "serving/generation_loop.h"

#include <condition_variable>
#include <mutex>
#include <thread>

#include "generation/engine.h"

namespace hfi::serving {
namespace {

using namespace generation;

// A request as its own thread sees it.
struct Client {
  std::shared_ptr<TokenClock> clock;
  Tokens arrived{};  // since the client last looked
  std::optional<Result<FinishReason>> ended{};
};

struct Arrival {
  RequestId id;
  GenerateRequest request;
  std::stop_token stop;
};

class GenerationLoop {
 public:
  GenerationLoop(std::shared_ptr<Decoder> decoder, std::shared_ptr<Counters> counters)
      : engine_(std::move(decoder), std::move(counters)),
        thread_([this](const std::stop_token& stop) { run(stop); }) {}

  Result<Generated> generate(GenerateRequest request, const OnToken& on_token,
                             const std::stop_token& stop) {
    std::unique_lock lock(mutex_);
    const auto id = next_id_++;
    auto& client = clients_[id];
    client.clock = request.clock;
    arrivals_.push_back({id, std::move(request), stop});
    work_.notify_one();
    Tokens tokens;
    while (true) {
      news_.wait(lock, [&] { return !client.arrived.empty() || client.ended; });
      const auto arrived = std::exchange(client.arrived, {});
      const auto ended = client.ended;
      lock.unlock();
      for (const auto token : arrived) on_token(token);
      tokens.insert(tokens.end(), arrived.begin(), arrived.end());
      lock.lock();
      if (!ended) continue;
      clients_.erase(id);
      if (!*ended) return tl::unexpected(ended->error());
      return Generated{std::move(tokens), **ended};
    }
  }

 private:
  void run(const std::stop_token& stop) {
    while (take_arrivals(stop)) deliver(engine_.round());
  }

  // Waits for work; false when the loop is to end.
  bool take_arrivals(const std::stop_token& stop) {
    std::vector<Arrival> arrivals;
    {
      std::unique_lock lock(mutex_);
      if (!work_.wait(lock, stop, [&] { return !arrivals_.empty() || !engine_.idle(); }))
        return false;
      arrivals.swap(arrivals_);
    }
    for (auto& arrival : arrivals)
      engine_.admit(arrival.id, std::move(arrival.request), std::move(arrival.stop));
    return true;
  }

  void deliver(std::vector<Event> events) {
    if (events.empty()) return;
    const auto now = std::chrono::steady_clock::now();
    const std::lock_guard lock(mutex_);
    for (auto& event : events) {
      auto& client = clients_.at(event.request);
      if (client.clock) client.clock->chosen(event.tokens.size(), now);
      client.arrived.insert(client.arrived.end(), event.tokens.begin(), event.tokens.end());
      if (event.ended) client.ended = std::move(event.ended);
    }
    news_.notify_all();
  }

  std::mutex mutex_;
  std::condition_variable_any work_;
  std::condition_variable news_;
  std::vector<Arrival> arrivals_;
  std::map<RequestId, Client> clients_;
  RequestId next_id_ = 0;
  Engine engine_;        // of the thread alone
  std::jthread thread_;  // the last member: it ends before the others go
};

}  // namespace

Generate generating(std::shared_ptr<Decoder> decoder, std::shared_ptr<Counters> counters) {
  return [loop = std::make_shared<GenerationLoop>(std::move(decoder), std::move(counters))](
             GenerateRequest request, const OnToken& on_token, const std::stop_token& stop) {
    return loop->generate(std::move(request), on_token, stop);
  };
}

}  // namespace hfi::serving

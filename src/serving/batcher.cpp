#include "serving/batcher.h"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>

namespace hfi::serving {
namespace {

using models::Forward;
using models::Items;

constexpr std::size_t max_items = 64;  // of one run

auto cancelled() { return fail(ErrorCode::cancelled, "cancelled before the model ran"); }

struct Pending {
  const Items* items;
  std::stop_token stop;
  Result<Items> answer = cancelled();
  bool done = false;
};

// Requests a stop once every one of `pending` has been asked to.
class StopOfAll {
 public:
  explicit StopOfAll(const std::vector<Pending*>& pending) : left_(pending.size()) {
    for (const auto* one : pending)
      callbacks_.push_back(std::make_unique<Callback>(one->stop, Count{this}));
  }
  [[nodiscard]] std::stop_token token() const { return source_.get_token(); }

 private:
  struct Count {
    StopOfAll* all;
    void operator()() const {
      if (all->left_.fetch_sub(1) == 1) all->source_.request_stop();
    }
  };
  using Callback = std::stop_callback<Count>;

  std::stop_source source_;
  std::atomic<std::size_t> left_;
  std::vector<std::unique_ptr<Callback>> callbacks_;
};

void run_alone(const Forward& forward, Pending& one) { one.answer = forward(*one.items, one.stop); }

void run_together(const Forward& forward, const std::vector<Pending*>& pending) {
  if (pending.size() == 1) return run_alone(forward, *pending.front());
  Items items;
  for (const auto* one : pending) items.insert(items.end(), one->items->begin(), one->items->end());
  auto answers = [&] {
    const StopOfAll stop(pending);
    return forward(items, stop.token());
  }();
  if (!answers) {
    for (auto* one : pending) run_alone(forward, *one);
    return;
  }
  auto next = std::make_move_iterator(answers->begin());
  for (auto* one : pending) {
    const auto end = next + static_cast<std::ptrdiff_t>(one->items->size());
    one->answer = Items(next, end);
    next = end;
  }
}

class Batcher {
 public:
  explicit Batcher(Forward forward) : forward_(std::move(forward)) {}

  Result<Items> run(const Items& items, const std::stop_token& stop) {
    Pending mine{&items, stop};
    std::unique_lock lock(mutex_);
    waiting_.push_back(&mine);
    changed_.wait(lock, stop, [&] { return mine.done || !running_; });
    while (!mine.done) {
      if (stop.stop_requested() && std::erase(waiting_, &mine) > 0) return cancelled();
      if (running_) {  // this request is part of the run: its items must stay until that ends
        changed_.wait(lock, [&] { return mine.done || !running_; });
        continue;
      }
      lead(lock);
    }
    return std::move(mine.answer);
  }

 private:
  // Runs what waits, oldest first, for all of its owners.
  void lead(std::unique_lock<std::mutex>& lock) {
    std::vector<Pending*> batch;
    std::size_t items = 0;
    while (!waiting_.empty() &&
           (batch.empty() || items + waiting_.front()->items->size() <= max_items)) {
      items += waiting_.front()->items->size();
      batch.push_back(waiting_.front());
      waiting_.pop_front();
    }
    running_ = true;
    lock.unlock();
    run_together(forward_, batch);
    lock.lock();
    running_ = false;
    for (auto* one : batch) one->done = true;
    changed_.notify_all();
  }

  const Forward forward_;
  std::mutex mutex_;
  std::condition_variable_any changed_;
  std::deque<Pending*> waiting_;
  bool running_ = false;
};

}  // namespace

Forward batched(Forward forward) {
  return [batcher = std::make_shared<Batcher>(std::move(forward))](
             const Items& items, const std::stop_token& stop) { return batcher->run(items, stop); };
}

}  // namespace hfi::serving

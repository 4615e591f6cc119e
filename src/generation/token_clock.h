#pragma once

#include <chrono>
#include <cstddef>
#include <mutex>
#include <optional>

namespace hfi::generation {

// When an answer's tokens were chosen, which is before whoever listens wakes up and is told. For any thread.
class TokenClock {
 public:
  using Time = std::chrono::steady_clock::time_point;

  // `count` tokens were chosen at once. Times do not go back.
  void chosen(std::size_t count, Time at);

  // Of the first token; nullopt before there is one.
  [[nodiscard]] std::optional<Time> first() const;
  // Of those after the first ones; nullopt when all were chosen at once.
  [[nodiscard]] std::optional<double> tokens_per_second() const;

 private:
  mutable std::mutex mutex_;
  std::optional<Time> first_{};
  Time last_{};
  std::size_t after_first_ = 0;
};

}  // namespace hfi::generation

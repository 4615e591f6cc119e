#include "generation/token_clock.h"

namespace hfi::generation {

void TokenClock::chosen(std::size_t count, Time at) {
  if (count == 0) return;
  const std::lock_guard lock(mutex_);
  last_ = at;
  if (first_)
    after_first_ += count;
  else
    first_ = at;
}

std::optional<TokenClock::Time> TokenClock::first() const {
  const std::lock_guard lock(mutex_);
  return first_;
}

std::optional<double> TokenClock::tokens_per_second() const {
  const std::lock_guard lock(mutex_);
  if (!first_ || last_ <= *first_) return std::nullopt;
  const std::chrono::duration<double> seconds = last_ - *first_;
  return static_cast<double>(after_first_) / seconds.count();
}

}  // namespace hfi::generation

#include "tasks/token_events.h"

namespace hfi::tasks {

void TokenEvents::send(std::int32_t id, std::string text) {
  last_ = id;
  text_ += text;
  (*emit_)({{"type", "token"}, {"index", count_}, {"id", id}, {"text", std::move(text)}});
  ++count_;
}

void TokenEvents::finish(std::string rest) {
  if (rest.empty() || count_ == 0) return;
  --count_;
  send(last_, std::move(rest));
}

}  // namespace hfi::tasks

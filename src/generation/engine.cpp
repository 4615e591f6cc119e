#include "generation/engine.h"

#include <algorithm>

namespace hfi::generation {
namespace {

// Tokens of a prompt that one round reads: few while others wait for their next token.
constexpr std::size_t alone = 256;
constexpr std::size_t beside_others = 64;

// Rows that step together; more wait until some have ended.
constexpr std::size_t max_rows = 32;

auto cancelled() { return fail(ErrorCode::cancelled, "cancelled while generating"); }

// The logits of the prompt, once for every row.
std::vector<float> repeated(std::span<const float> logits, std::size_t rows) {
  std::vector<float> all;
  all.reserve(logits.size() * rows);
  for (std::size_t row = 0; row < rows; ++row) all.insert(all.end(), logits.begin(), logits.end());
  return all;
}

}  // namespace

void Engine::admit(RequestId request, GenerateRequest what, std::stop_token stop) {
  requests_.emplace(request, State{.what = std::move(what), .stop = std::move(stop)});
  ++counters_->requests;
}

std::vector<Event> Engine::round() {
  std::vector<Event> events;
  drop_stopped(events);
  auto* entry = unread();
  read_last_ = entry != nullptr && !(read_last_ && any_steps());
  if (read_last_)
    read_prompt(*entry, events);
  else
    step_all(events);
  return events;
}

void Engine::drop_stopped(std::vector<Event>& events) {
  std::vector<RequestId> stopped;
  for (const auto& [id, state] : requests_)
    if (state.stop.stop_requested()) stopped.push_back(id);
  for (const auto id : stopped) end(id, cancelled(), events);
}

std::size_t Engine::rows_in_use() const {
  std::size_t rows = 0;
  for (const auto& [id, state] : requests_)
    if (state.begun) rows += state.what.search->rows();
  return rows;
}

bool Engine::any_steps() const {
  return std::ranges::any_of(requests_,
                             [](const auto& entry) { return entry.second.next.has_value(); });
}

Engine::Entry* Engine::unread() {
  const auto found = std::ranges::find_if(
      requests_, [](const auto& entry) { return !entry.second.next.has_value(); });
  if (found == requests_.end()) return nullptr;
  const auto used = rows_in_use();
  const auto rows = found->second.what.search->rows();
  const bool waits = !found->second.begun && used > 0 && used + rows > max_rows;
  return waits ? nullptr : &*found;
}

void Engine::read_prompt(Entry& entry, std::vector<Event>& events) {
  ++counters_->rounds;
  if (entry.second.stop.stop_requested()) ++entry.second.late;
  auto logits = prefill(entry);
  if (!logits) return end(entry.first, tl::unexpected(std::move(logits).error()), events);
  if (!*logits) return;
  auto all = repeated((*logits)->values<float>(), entry.second.what.search->rows());
  advance(entry, all, events);
}

Result<std::optional<Tensor>> Engine::prefill(Entry& entry) {
  auto& [id, state] = entry;
  if (!state.begun) TRY(decoder_->begin(id, std::move(state.what.input)));
  state.begun = true;
  return decoder_->prefill(id, any_steps() ? beside_others : alone, state.stop);
}

void Engine::step_all(std::vector<Event>& events) {
  std::vector<Reading> readings;
  std::stop_token stop;
  for (auto& [id, state] : requests_) {
    if (!state.next) continue;
    readings.push_back({id, *state.next});
    stop = state.stop;
    if (stop.stop_requested()) ++state.late;
  }
  if (readings.empty()) return;
  ++counters_->rounds;
  // what several wait for is not stopped for one of them
  auto answers = decoder_->step(readings, readings.size() == 1 ? stop : std::stop_token());
  for (std::size_t i = 0; i < readings.size(); ++i) {
    auto& logits = answers.at(i);
    if (logits)
      advance(*requests_.find(readings[i].request), logits->mutable_values<float>(), events);
    else
      end(readings[i].request, tl::unexpected(std::move(logits).error()), events);
  }
}

void Engine::advance(Entry& entry, std::span<float> logits, std::vector<Event>& events) {
  auto& [id, state] = entry;
  auto next = state.what.search->advance(logits);
  if (!next) return end(id, tl::unexpected(std::move(next).error()), events);
  state.next = std::move(*next);
  const auto& tokens = state.what.search->tokens();
  if (tokens.size() > state.told)
    events.push_back(
        {.request = id,
         .tokens = {tokens.begin() + static_cast<std::ptrdiff_t>(state.told), tokens.end()}});
  counters_->tokens += tokens.size() - state.told;
  state.told = tokens.size();
  if (const auto reason = state.what.search->finished()) end(id, *reason, events);
}

void Engine::end(RequestId request, Result<FinishReason> how, std::vector<Event>& events) {
  const auto& state = requests_.at(request);
  if (state.begun) decoder_->end(request);
  if (!how && how.error().code == ErrorCode::cancelled) {
    ++counters_->cancelled;
    counters_->rounds_after_cancel =
        std::max<std::uint64_t>(counters_->rounds_after_cancel, state.late);
  }
  requests_.erase(request);
  events.push_back({.request = request, .ended = std::move(how)});
}

}  // namespace hfi::generation

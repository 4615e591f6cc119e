#pragma once
// Many generations on one network at the same time: continuous batching (Orca, OSDI 2022), without threads or clocks. A
// round reads a part of one prompt, or takes one step of all requests that have read theirs; the two take turns, so that
// neither waits for the other for long. A request that arrives or goes does so between two rounds.

#include <deque>
#include <map>

#include "generation/counters.h"
#include "generation/generate.h"

namespace hfi::generation {

// What a round did for one request.
struct Event {
  RequestId request;
  Tokens tokens{};                              // that are certain now and were not before
  std::optional<Result<FinishReason>> ended{};  // after which it is forgotten
};

class Engine {
 public:
  Engine(std::shared_ptr<Decoder> decoder, std::shared_ptr<Counters> counters)
      : decoder_(std::move(decoder)), counters_(std::move(counters)) {}

  // A stop request ends it in the next round with cancelled, or in the midst of reading its prompt.
  void admit(RequestId request, GenerateRequest what, std::stop_token stop);

  [[nodiscard]] bool idle() const { return requests_.empty(); }

  std::vector<Event> round();

 private:
  struct State {
    GenerateRequest what;
    std::stop_token stop;
    std::size_t told = 0;        // tokens
    bool begun = false;          // the decoder has it
    std::optional<Step> next{};  // absent while the prompt is being read
    std::size_t late = 0;        // rounds that began after it was stopped
  };
  using Entry = std::map<RequestId, State>::value_type;

  void drop_stopped(std::vector<Event>& events);
  // The oldest request whose prompt has not been read, where there is room for its rows; nullptr when there is none.
  Entry* unread();
  void read_prompt(Entry& entry, std::vector<Event>& events);
  void step_all(std::vector<Event>& events);
  Result<std::optional<Tensor>> prefill(Entry& entry);
  void advance(Entry& entry, std::span<float> logits, std::vector<Event>& events);
  void end(RequestId request, Result<FinishReason> how, std::vector<Event>& events);
  [[nodiscard]] std::size_t rows_in_use() const;
  [[nodiscard]] bool any_steps() const;

  std::shared_ptr<Decoder> decoder_;
  std::shared_ptr<Counters> counters_;
  std::map<RequestId, State> requests_;  // ids grow, so that the first is the oldest
  bool read_last_ = false;               // what the last round did
};

}  // namespace hfi::generation

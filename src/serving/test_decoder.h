#pragma once
// A decoder for tests: it counts round and round, and says what it was asked.

#include <mutex>
#include <set>

#include "generation/make_search.h"
#include "serving/generation_loop.h"

namespace hfi::serving {

using namespace generation;

inline constexpr std::size_t vocabulary = 8;

// After token t comes t + 1, round and round; every step waits for the gate.
class Circle : public Decoder {
 public:
  std::mutex gate;
  std::optional<RequestId> poisoned{};  // its steps fail
  std::uint64_t row_bytes = 0;          // that a row takes
  std::vector<std::size_t> batches{};   // rows of each step
  std::vector<std::size_t> chunks{};    // tokens of each part of a prompt
  std::set<RequestId> inside{};

  Result<void> begin(RequestId request, DecoderInput input) override {
    inside.insert(request);
    prompts_[request] = std::move(input.tokens);
    return {};
  }
  Result<std::optional<Tensor>> prefill(RequestId request, std::size_t count,
                                        const std::stop_token&) override {
    const std::lock_guard lock(gate);
    auto& left = prompts_.at(request);
    chunks.push_back(std::min(count, left.size()));
    if (left.size() > count) {
      left.erase(left.begin(), left.begin() + static_cast<std::ptrdiff_t>(count));
      return std::nullopt;
    }
    return logits_after({left.back()});
  }
  std::vector<Result<Tensor>> step(const std::vector<Reading>& readings,
                                   const std::stop_token&) override {
    const std::lock_guard lock(gate);
    std::vector<Result<Tensor>> answers;
    batches.push_back(0);
    for (const auto& reading : readings) {
      batches.back() += reading.step.tokens.size();
      if (reading.request == poisoned)
        answers.emplace_back(fail(ErrorCode::inference_failed, "poison"));
      else
        answers.emplace_back(logits_after(reading.step.tokens));
    }
    return answers;
  }
  void end(RequestId request) override { inside.erase(request); }
  [[nodiscard]] std::uint64_t bytes_for(const DecoderInput&, std::size_t rows,
                                        std::size_t) const override {
    return rows * row_bytes;
  }

 private:
  static Tensor logits_after(const Tokens& tokens) {
    Tensor logits(DType::f32, {static_cast<std::int64_t>(tokens.size()), vocabulary});
    const auto values = logits.mutable_values<float>();
    std::ranges::fill(values, 0.0F);
    for (std::size_t row = 0; row < tokens.size(); ++row)
      values[row * vocabulary + (static_cast<std::size_t>(tokens[row]) + 1) % vocabulary] = 1.0F;
    return logits;
  }

  std::map<RequestId, Tokens> prompts_{};
};

inline GenerateRequest request_of(Tokens prompt, std::size_t new_tokens) {
  const auto config = read_generation_config({{"max_new_tokens", new_tokens}}).value();
  auto search = make_search(config, {.prompt = prompt, .vocabulary = vocabulary}).value();
  return {.input = {.tokens = std::move(prompt)}, .search = std::move(search)};
}

inline const OnToken ignore = [](TokenId) {};

}  // namespace hfi::serving

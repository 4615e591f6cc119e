// reference  transformers 4, pipelines/question_answering.py: select_starts_ends and decode_spans

#include "tasks/text/question_answering/spans.h"

#include <algorithm>

#include "tensor/math.h"

namespace hfi::tasks {
namespace {

// Over the allowed tokens; the others get so little that nothing is left.
std::vector<float> probabilities(std::span<const float> logits, const std::vector<bool>& allowed) {
  std::vector<float> kept(logits.begin(), logits.end());
  for (std::size_t i = 0; i < kept.size(); ++i)
    if (!allowed[i]) kept[i] = -10000.0F;
  return softmax(kept);
}

}  // namespace

WindowSpans best_spans(std::span<const float> start_logits, std::span<const float> end_logits,
                       const std::vector<bool>& allowed, std::size_t count,
                       std::size_t max_length) {
  auto starts = probabilities(start_logits, allowed);
  auto ends = probabilities(end_logits, allowed);
  WindowSpans spans{.best = {}, .impossible = starts.front() * ends.front()};
  starts.front() = ends.front() = 0;
  for (std::size_t start = 0; start < starts.size(); ++start)
    for (std::size_t end = start; end < std::min(ends.size(), start + max_length); ++end)
      if (const float score = starts[start] * ends[end];
          score > 0 && allowed[start] && allowed[end])
        spans.best.push_back({start, end, score});
  const auto kept = std::min(count, spans.best.size());
  std::ranges::partial_sort(spans.best, spans.best.begin() + static_cast<std::ptrdiff_t>(kept),
                            [](const Span& a, const Span& b) {
                              return a.score != b.score
                                         ? a.score > b.score
                                         : std::pair(a.start, a.end) < std::pair(b.start, b.end);
                            });
  spans.best.resize(kept);
  return spans;
}

}  // namespace hfi::tasks

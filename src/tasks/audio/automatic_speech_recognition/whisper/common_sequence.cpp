#include "tasks/audio/automatic_speech_recognition/whisper/common_sequence.h"

#include <algorithm>

namespace hfi::tasks::whisper {
namespace {

// Parts of the left and of the right sequence that lie on each other.
struct Overlap {
  std::size_t left_start, left_stop, right_start, right_stop;
};

std::size_t matches(const Said& left, const Said& right, const Overlap& overlap) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < overlap.left_stop - overlap.left_start; ++i) {
    const auto l = overlap.left_start + i;
    const auto r = overlap.right_start + i;
    if (left.tokens[l] != right.tokens[r]) continue;
    const bool in_order =
        left.times.empty() || right.times.empty() || left.times[l] <= right.times[r];
    if (in_order) ++count;
  }
  return count;
}

// Slides the right sequence over the end of the left one; of equal places the first counts, of longer ones a little more.
Overlap best_overlap(const Said& left, const Said& right) {
  const auto left_length = left.tokens.size();
  const auto right_length = right.tokens.size();
  Overlap best{left_length, left_length, 0, 0};
  double most = 0;
  for (std::size_t i = 1; i < left_length + right_length; ++i) {
    const Overlap overlap{.left_start = left_length - std::min(i, left_length),
                          .left_stop = std::min(left_length, left_length + right_length - i),
                          .right_start = i - std::min(i, left_length),
                          .right_stop = std::min(right_length, i)};
    const auto same = matches(left, right, overlap);
    const auto share =
        static_cast<double>(same) / static_cast<double>(i) + static_cast<double>(i) / 10000.0;
    if (same > 1 && share > most) {
      most = share;
      best = overlap;
    }
  }
  return best;
}

void append(Said& to, const Said& from, std::size_t begin, std::size_t end) {
  const auto b = static_cast<std::ptrdiff_t>(begin);
  const auto e = static_cast<std::ptrdiff_t>(end);
  to.tokens.insert(to.tokens.end(), from.tokens.begin() + b, from.tokens.begin() + e);
  if (!from.times.empty())
    to.times.insert(to.times.end(), from.times.begin() + b, from.times.begin() + e);
}

}  // namespace

// The left sequence is believed for the left half of the overlap, the right one for the right half.
Said joined(const std::vector<Said>& parts) {
  Said total;
  auto left = parts.front();
  for (std::size_t next = 1; next < parts.size(); ++next) {
    const auto& right = parts[next];
    const auto overlap = best_overlap(left, right);
    append(total, left, 0, (overlap.left_start + overlap.left_stop) / 2);
    Said rest;
    append(rest, right, (overlap.right_start + overlap.right_stop) / 2, right.tokens.size());
    left = std::move(rest);
  }
  append(total, left, 0, left.tokens.size());
  return total;
}

}  // namespace hfi::tasks::whisper

// bandwidth [THREADS]: GB/s that so many threads read from memory together, the best of some passes.

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <numeric>
#include <span>
#include <thread>
#include <vector>

#include "core/large_pages.h"

namespace {

constexpr std::size_t words = std::size_t{96} << 20U;  // of 8 bytes: larger than any cache

// Four places at once: one run of addresses does not keep the memory busy.
#ifdef __x86_64__
__attribute__((target_clones("avx512f", "avx2", "default")))
#endif
std::uint64_t
sum(std::span<const std::uint64_t> part) {
  const auto quarter = part.size() / 4;
  const auto* const from = part.data();
  std::uint64_t sums[4][8] = {};
  for (std::size_t i = 0; i + 8 <= quarter; i += 8)
    for (std::size_t run = 0; run < 4; ++run)
      for (std::size_t k = 0; k < 8; ++k) sums[run][k] += from[run * quarter + i + k];
  return std::accumulate(&sums[0][0], &sums[0][0] + 32, std::uint64_t{0});
}

double pass(std::span<const std::uint64_t> memory, std::size_t threads) {
  std::vector<std::uint64_t> sums(threads);
  const auto start = std::chrono::steady_clock::now();
  {
    std::vector<std::jthread> readers;
    for (std::size_t i = 0; i < threads; ++i)
      readers.emplace_back([&, i] {
        const auto part = memory.size() / threads;
        sums[i] = sum(memory.subspan(i * part, part));
      });
  }
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
  // the sum is looked at, so that it has to be computed
  const bool expected = std::accumulate(sums.begin(), sums.end(), std::uint64_t{0}) > 0;
  return expected
             ? static_cast<double>(memory.size() * sizeof(std::uint64_t)) / seconds.count() / 1e9
             : 0;
}

}  // namespace

int main(int count, char** arguments) {
  const auto threads = count > 1 ? std::strtoul(arguments[1], nullptr, 10) : 1UL;
  // in large pages, as a model's weights are
  const std::unique_ptr<std::uint64_t, decltype(&std::free)> owner(
      static_cast<std::uint64_t*>(hfi::allocate_in_large_pages(words * sizeof(std::uint64_t))),
      std::free);
  if (owner == nullptr) return 1;
  const std::span<std::uint64_t> memory(owner.get(), words);
  std::ranges::fill(memory, 1);
  double best = 0;
  for (int i = 0; i < 5; ++i) best = std::max(best, pass(memory, threads));
  std::printf("%.1f\n", best);
}

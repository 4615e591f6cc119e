// bandwidth [THREADS]: GB/s that so many threads read from memory together, the best of some passes.

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <numeric>
#include <thread>
#include <vector>

namespace {

constexpr std::size_t words = std::size_t{96} << 20U;  // of 8 bytes: larger than any cache

std::uint64_t sum(const std::uint64_t* from, const std::uint64_t* to) {
  return std::accumulate(from, to, std::uint64_t{0});
}

double pass(const std::vector<std::uint64_t>& memory, std::size_t threads) {
  std::vector<std::uint64_t> sums(threads);
  const auto start = std::chrono::steady_clock::now();
  {
    std::vector<std::jthread> readers;
    for (std::size_t i = 0; i < threads; ++i)
      readers.emplace_back([&, i] {
        const auto part = memory.size() / threads;
        sums[i] = sum(memory.data() + i * part, memory.data() + (i + 1) * part);
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
  const std::vector<std::uint64_t> memory(words, 1);
  double best = 0;
  for (int i = 0; i < 5; ++i) best = std::max(best, pass(memory, threads));
  std::printf("%.1f\n", best);
}

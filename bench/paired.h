#pragma once
// Two things measured side by side.

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <utility>
#include <vector>

#include "core/result.h"

namespace hfi::bench {

// Nothing can be compared any more.
[[noreturn]] inline void give_up(const std::string& why) {
  std::fprintf(stderr, "%s\n", why.c_str());
  std::exit(1);
}

template <class T>
T or_give_up(Result<T> result) {
  if (!result) give_up(result.error().message);
  return std::move(*result);
}

inline double median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::ranges::nth_element(values, middle);
  return *middle;
}

template <class F>
double ms_of(const F& f) {
  const auto start = std::chrono::steady_clock::now();
  f();
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start)
      .count();
}

// The median milliseconds of both, which take turns; each is done once before, unmeasured.
template <class F, class G>
std::pair<double, double> interleave(int rounds, const F& f, const G& g) {
  f();
  g();
  std::vector<double> first;
  std::vector<double> second;
  for (int i = 0; i < rounds; ++i) {
    first.push_back(ms_of(f));
    second.push_back(ms_of(g));
  }
  return {median(std::move(first)), median(std::move(second))};
}

}  // namespace hfi::bench

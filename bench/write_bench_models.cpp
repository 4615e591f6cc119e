// write_bench_models FOLDER: the models of bench/models as a Hub cache, with the weights that their descriptions name.

#include <cstdio>
#include <exception>

#include "golden/golden_cache.h"

int main(int argc, char** argv) try {
  if (argc != 2) {
    std::fprintf(stderr, "usage: write_bench_models FOLDER\n");
    return 2;
  }
  hfi::golden::write_cache(BENCH_MODELS, argv[1], "bench");
  return 0;
} catch (const std::exception& failure) {
  std::fprintf(stderr, "%s\n", failure.what());
  return 1;
}

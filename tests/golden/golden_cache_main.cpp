// golden_cache FOLDER [MODEL…]: writes these models of tests/golden/models, or all, with their weights, as a Hub cache.
#include <exception>
#include <iostream>
#include <string>
#include <vector>

#include "golden/golden_cache.h"

int main(int count, char** words) {
  if (count < 2) {
    std::cerr << "usage: golden_cache FOLDER [MODEL...]\n";
    return 2;
  }
  try {
    const std::vector<std::string> names(words + 2, words + count);
    if (names.empty()) hfi::golden::write_golden_cache(words[1]);
    for (const auto& name : names) hfi::golden::write_golden_model_with_blobs(words[1], name);
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
  }
}

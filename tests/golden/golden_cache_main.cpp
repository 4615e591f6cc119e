// golden_cache FOLDER: writes the models of tests/golden/models, with their weights, as a Hub cache.
#include <exception>
#include <iostream>

#include "golden/golden_cache.h"

int main(int count, char** words) {
  if (count != 2) {
    std::cerr << "usage: golden_cache FOLDER\n";
    return 2;
  }
  try {
    hfi::golden::write_golden_cache(words[1]);
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
  }
}

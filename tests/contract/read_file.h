#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace hfi {

// A file of the source tree, by its path from the root; empty when there is none.
inline std::string read_file(const std::string& path) {
  std::ifstream file(std::filesystem::path(SOURCE_DIR) / path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace hfi

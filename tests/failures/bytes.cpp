#include "failures/bytes.h"

#include <stdexcept>

#include "core/mapped_file.h"

namespace hfi::failures {

std::string golden_file(const std::string& path) {
  const auto bytes = read_file(std::string(GOLDEN_DIR "/") + path, std::size_t{1} << 20U);
  return bytes ? *bytes : throw std::runtime_error(bytes.error().message);
}

std::string big_endian(std::uint32_t value) {
  std::string text;
  for (int shift = 24; shift >= 0; shift -= 8) text += static_cast<char>(value >> shift & 255U);
  return text;
}

std::string little_endian(std::uint32_t value, int size) {
  std::string text;
  for (int i = 0; i < size; ++i) text += static_cast<char>(value >> (8 * i) & 255U);
  return text;
}

std::string with(std::string bytes, std::size_t at, const std::string& patch) {
  return bytes.replace(at, patch.size(), patch);
}

}  // namespace hfi::failures

#pragma once
// Files of tests/golden, and what turns them into others.

#include <cstdint>
#include <string>

namespace hfi::failures {

// `path` in tests/golden.
std::string golden_file(const std::string& path);

std::string big_endian(std::uint32_t value);
std::string little_endian(std::uint32_t value, int size);

// `bytes` with `patch` in the place of what is at `at`.
std::string with(std::string bytes, std::size_t at, const std::string& patch);

}  // namespace hfi::failures

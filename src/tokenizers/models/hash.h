#pragma once
// Hashing of byte strings and pairs of ids. Seeded once per process, so that a file or a text cannot be made to collide.

#include <cstdint>
#include <cstring>
#include <string_view>

namespace hfi::tokenizers::models {

std::uint64_t random_seed();
inline const std::uint64_t hash_seed = random_seed();

inline std::uint64_t mix(std::uint64_t a, std::uint64_t b) {
  __extension__ using Wide = unsigned __int128;
  const auto product = static_cast<Wide>(a) * b;
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64U);
}

inline std::uint64_t hash(std::uint64_t value) {
  return mix(value ^ hash_seed, 0x9E3779B97F4A7C15ULL);
}

inline std::uint64_t load_bytes(const char* at, std::size_t count) {
  std::uint64_t word = 0;
  std::memcpy(&word, at, count);
  return word;
}

// Fewer than eight bytes, and zeros: without a copy of unknown length, which costs more than all else here.
inline std::uint64_t load_rest(std::string_view bytes) {
  const auto size = bytes.size();
  const auto* at = bytes.data();
  if (size >= 4) return load_bytes(at, 4) | load_bytes(at + size - 4, 4) << 8U * (size - 4);
  if (size == 0) return 0;
  return load_bytes(at, 1) | load_bytes(at + size / 2, 1) << 8U * (size / 2) |
         load_bytes(at + size - 1, 1) << 8U * (size - 1);
}

inline std::uint64_t hash(std::string_view bytes) {
  auto state = hash_seed ^ bytes.size();
  const auto* at = bytes.data();
  auto left = bytes.size();
  for (; left >= 8; at += 8, left -= 8)
    state = mix(state ^ load_bytes(at, 8), 0x9E3779B97F4A7C15ULL);
  return mix(state ^ load_rest({at, left}), 0xD6E8FEB86659FD93ULL);
}

}  // namespace hfi::tokenizers::models

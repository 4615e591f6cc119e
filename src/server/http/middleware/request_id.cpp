#include "server/http/middleware/request_id.h"

#include <algorithm>
#include <cstdint>
#include <random>

namespace hfi::server {
namespace {

constexpr std::size_t max_length = 128;
constexpr std::string_view alphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-";

std::mt19937_64 seeded() {
  std::random_device device;
  std::seed_seq seed{device(), device(), device(), device()};
  return std::mt19937_64(seed);
}

// RFC 9562, version 4: the version and the variant have fixed places among the random digits.
std::string uuid() {
  constexpr std::string_view digits = "0123456789abcdef";
  thread_local auto random = seeded();
  std::string text = "xxxxxxxx-xxxx-4xxx-Vxxx-xxxxxxxxxxxx";
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i % 16 == 0) bits = random();
    if (text[i] == 'x') text[i] = digits[bits & 0xfU];
    if (text[i] == 'V') text[i] = digits[8 + (bits & 0x3U)];
    bits >>= 4U;
  }
  return text;
}

bool acceptable(std::string_view id) {
  return !id.empty() && id.size() <= max_length &&
         id.find_first_not_of(alphabet) == std::string_view::npos;
}

}  // namespace

std::string request_id(std::optional<std::string_view> sent) {
  return sent && acceptable(*sent) ? std::string(*sent) : uuid();
}

}  // namespace hfi::server

#pragma once
// What a server accepts from strangers. One object, shown by `GET /api/system`, set by flags.

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace hfi::server {

struct Limits {
  std::size_t connections = 1024;
  std::size_t uri_bytes = std::size_t{8} << 10;
  std::size_t header_bytes = std::size_t{32} << 10;
  std::size_t header_count = 100;
  std::uint64_t body_bytes = std::uint64_t{64} << 20;
  std::uint64_t all_bodies_bytes = std::uint64_t{1} << 30;  // of the requests in flight together
  std::size_t pipelined_bytes = std::size_t{64} << 10;  // read ahead while a request is answered
  std::size_t stream_bytes = std::size_t{256} << 10;    // events waiting for a slow client

  std::chrono::milliseconds header_timeout{10'000};  // for the whole head of a request
  std::chrono::milliseconds idle_timeout{75'000};    // between requests
  // Bodies and answers get the grace, and more the more bytes have really moved: a transfer slower
  // than the rate ends, however steadily it drips.
  std::chrono::milliseconds transfer_grace{30'000};
  std::uint64_t transfer_bytes_per_second = std::uint64_t{16} << 10;

  std::chrono::milliseconds linger_timeout{2'000};  // for a client to read why it was refused
  std::chrono::milliseconds ping_interval{15'000};  // silence in a stream before a comment is sent

  // How long a transfer may have taken once `moved` bytes are through.
  [[nodiscard]] std::chrono::milliseconds transfer_time(std::uint64_t moved) const {
    return transfer_grace + std::chrono::milliseconds(moved * 1000 / transfer_bytes_per_second);
  }
};

}  // namespace hfi::server

#include "server/http/compression.h"

#include <zlib.h>

#include <stdexcept>

namespace hfi::server {
namespace {

constexpr std::size_t worth_it = 1024;  // bytes; less fits into one packet anyway
constexpr int level = 5;
constexpr int gzip_format = 15 + 16;  // zlib.h, deflateInit2: the largest window, and a gzip header
constexpr int memory_level = 8;

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

// "q=0", "q=0.0": not at all.
bool refuses(std::string_view weight) {
  weight = trimmed(weight);
  return weight.starts_with("q=0") && weight.find_first_not_of("0.", 2) == std::string_view::npos;
}

}  // namespace

bool accepts_gzip(std::string_view accept_encoding) {
  bool any = false;
  while (!accept_encoding.empty()) {
    const auto item = accept_encoding.substr(0, accept_encoding.find(','));
    accept_encoding.remove_prefix(std::min(item.size() + 1, accept_encoding.size()));
    const auto semicolon = std::min(item.find(';'), item.size());
    const auto name = trimmed(item.substr(0, semicolon));
    const bool refused = semicolon < item.size() && refuses(item.substr(semicolon + 1));
    if (equals_ignoring_case(name, "gzip")) return !refused;
    if (name == "*") any = !refused;
  }
  return any;
}

std::string gzip(std::string_view bytes) {
  z_stream stream{};
  if (deflateInit2(&stream, level, Z_DEFLATED, gzip_format, memory_level, Z_DEFAULT_STRATEGY) !=
      Z_OK)
    throw std::runtime_error("zlib cannot begin");
  std::string out(deflateBound(&stream, bytes.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const int ended = deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  if (ended != Z_STREAM_END) throw std::runtime_error("zlib did not come to an end");
  return out;
}

Response compressed(Response response, const Request& request) {
  response.headers.emplace_back("vary", "accept-encoding");
  const auto bytes = response.bytes();
  if (bytes.size() < worth_it || bytes.size() > UINT32_MAX ||
      !accepts_gzip(request.header("accept-encoding").value_or("")))
    return response;
  response.body = gzip(bytes);
  response.headers.emplace_back("content-encoding", "gzip");
  return response;
}

}  // namespace hfi::server

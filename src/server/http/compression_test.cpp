#include "server/http/compression.h"

#include <gtest/gtest.h>
#include <zlib.h>

namespace hfi::server {
namespace {

std::string gunzip(const std::string& bytes, std::size_t size) {
  z_stream stream{};
  EXPECT_EQ(inflateInit2(&stream, 15 + 16), Z_OK);
  std::string out(size + 1, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
  out.resize(stream.total_out);
  inflateEnd(&stream);
  return out;
}

Request request_that_accepts(const std::string& encodings) {
  Request request;
  if (!encodings.empty()) request.headers.emplace_back("Accept-Encoding", encodings);
  return request;
}

std::string header_of(const Response& response, std::string_view name) {
  for (const auto& [key, value] : response.headers)
    if (key == name) return value;
  return "";
}

TEST(Compression, UnderstandsWhatClientsAccept) {
  for (const auto* text : {"gzip", "deflate, gzip;q=0.5, br", "*", "GZIP ; q=1", "br , gzip"})
    EXPECT_TRUE(accepts_gzip(text)) << text;
  for (const auto* text :
       {"", "br", "gzip;q=0", "gzip; q=0.000, *", "identity", "*;q=0", "gzipped"})
    EXPECT_FALSE(accepts_gzip(text)) << text;
}

TEST(Compression, KeepsEveryByte) {
  std::string text;
  for (int i = 0; i < 5000; ++i) text += "model-" + std::to_string(i);
  const auto response =
      compressed({.content_type = "application/json", .body = text}, request_that_accepts("gzip"));
  EXPECT_EQ(header_of(response, "content-encoding"), "gzip");
  EXPECT_EQ(header_of(response, "vary"), "accept-encoding");
  EXPECT_LT(response.bytes().size(), text.size() / 2);
  EXPECT_EQ(gunzip(std::string(response.bytes()), text.size()), text);
}

TEST(Compression, LeavesWhatIsSmallOrNotWantedAsItIs) {
  const std::string large(5000, 'x');
  EXPECT_EQ(compressed({.content_type = "", .body = large}, request_that_accepts("")).bytes(),
            large);
  EXPECT_EQ(compressed({.content_type = "", .body = std::string("x")}, request_that_accepts("gzip"))
                .bytes(),
            "x");
}

}  // namespace
}  // namespace hfi::server

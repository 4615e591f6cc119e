#include "server/http/request_parser.h"

#include <algorithm>
#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>

#include "server/http/middleware/body_limit.h"

namespace hfi::server {
namespace {

namespace http = boost::beast::http;
using boost::beast::error_code;
using boost::beast::string_view;

std::string_view plain(string_view text) { return {text.data(), text.size()}; }

// What each refusal of the library means to whoever wrote the request.
std::string explain(const error_code& error) {
  if (error == http::error::bad_method) return "request line: the method is not a token";
  if (error == http::error::bad_target) return "request line: the target is empty or not one word";
  if (error == http::error::bad_version)
    return "request line: expected it to end with HTTP/1.1 or HTTP/1.0 and CR LF";
  if (error == http::error::bad_field) return "headers: a name is empty or not a token";
  if (error == http::error::bad_value) return "headers: a value holds control characters";
  if (error == http::error::bad_line_ending) return "expected lines to end with CR LF";
  if (error == http::error::bad_content_length)
    return "content-length: expected one decimal number, and no transfer-encoding beside it";
  if (error == http::error::multiple_content_length)
    return "content-length: sent twice with different values";
  if (error == http::error::bad_transfer_encoding)
    return "transfer-encoding: sent twice, or beside content-length";
  if (error == http::error::bad_chunk) return "body: expected a hexadecimal chunk size";
  if (error == http::error::bad_chunk_extension) return "body: the chunk extension is malformed";
  return "HTTP: " + error.message();
}

}  // namespace

class RequestParser::Adapter final : public http::basic_parser<true> {
 public:
  explicit Adapter(const Limits& limits) : limits_(limits) {
    eager(false);
    header_limit(static_cast<std::uint32_t>(limits.header_bytes));
    // ours is checked where the size is known, to say it
    body_limit(boost::none);
  }

  Result<std::size_t> feed(std::string_view bytes) {
    std::size_t consumed = got_some() ? 0 : empty_lines(bytes);
    const bool past_head = is_header_done();
    while (!is_done() && past_head == is_header_done() && can_use(bytes.substr(consumed))) {
      const auto used = TRY(put_some(bytes.substr(consumed)));
      consumed += used;
      if (used == 0) break;
    }
    return consumed;
  }

  [[nodiscard]] std::optional<std::uint64_t> announced() const {
    if (chunked()) return std::nullopt;
    const auto length = content_length();
    return length ? *length : 0;
  }

  RequestHead head;
  std::string body;
  std::uint64_t received = 0;

 private:
  // A server should ignore empty lines before the request line (RFC 9112, 2.2).
  static std::size_t empty_lines(std::string_view bytes) {
    std::size_t length = 0;
    while (bytes.substr(length).starts_with("\r\n")) length += 2;
    return length;
  }

  [[nodiscard]] bool can_use(std::string_view bytes) const {
    if (!got_some()) return !bytes.empty() && bytes != "\r";
    // the library asserts on less; whatever follows here is at least "0 CR LF CR LF"
    if (is_header_done() && chunked()) return bytes.size() >= 5;
    return !bytes.empty();
  }

  // 0 when it takes more to go on.
  Result<std::size_t> put_some(std::string_view bytes) {
    error_code error;
    const auto used = put({bytes.data(), bytes.size()}, error);
    if (error == http::error::need_more && bytes.size() <= limits_.header_bytes) return used;
    if (error == http::error::need_more) return tl::unexpected(too_large(bytes));
    if (error) return tl::unexpected(refusal_ ? *refusal_ : refusal_of(error, bytes));
    return used;
  }

  [[nodiscard]] Error refusal_of(const error_code& error, std::string_view bytes) const {
    if (error == http::error::header_limit) return too_large(bytes);
    return {ErrorCode::malformed_http, explain(error)};
  }

  // The library does not say which of the two it was reading.
  [[nodiscard]] Error too_large(std::string_view bytes) const {
    const auto within = bytes.substr(0, limits_.header_bytes);
    const bool in_request_line = head.target.empty() && within.find('\n') == std::string_view::npos;
    return in_request_line ? long_uri() : large_headers();
  }

  [[nodiscard]] Error long_uri() const {
    return {ErrorCode::uri_too_long, "request line: the target is longer than the limit of " +
                                         std::to_string(limits_.uri_bytes) + " bytes"};
  }

  [[nodiscard]] Error large_headers() const {
    return {ErrorCode::headers_too_large, "headers, a chunk header or trailers: more than " +
                                              std::to_string(limits_.header_bytes) + " bytes or " +
                                              std::to_string(limits_.header_count) + " fields"};
  }

  void refuse(Error why, error_code& error) {
    refusal_ = std::move(why);
    error = http::error::bad_value;
  }

  void on_request_impl(http::verb, string_view method, string_view target, int version,
                       error_code& error) override {
    if (target.size() > limits_.uri_bytes) return refuse(long_uri(), error);
    head.method = plain(method);
    head.target = plain(target);
    head.http_1_1 = version == 11;
  }

  void on_field_impl(http::field field, string_view name, string_view value,
                     error_code& error) override {
    // trailers are no part of the head: a proxy in front may have judged by the head alone
    if (is_header_done()) return;
    if (head.headers.size() >= limits_.header_count) return refuse(large_headers(), error);
    if (field == http::field::transfer_encoding && !equals_ignoring_case(plain(value), "chunked"))
      return refuse({ErrorCode::malformed_http, "transfer-encoding: only chunked is understood"},
                    error);
    if (field == http::field::expect) {
      if (!equals_ignoring_case(plain(value), "100-continue"))
        return refuse({ErrorCode::malformed_http, "expect: only 100-continue is understood"},
                      error);
      head.expects_continue = true;
    }
    hosts_ += field == http::field::host ? 1 : 0;
    head.headers.emplace_back(plain(name), plain(value));
  }

  void on_header_impl(error_code& error) override {
    if (hosts_ > 1 || (head.http_1_1 && hosts_ == 0))
      return refuse({ErrorCode::malformed_http, "host: expected exactly one such header"}, error);
    if (chunked() && !head.http_1_1)
      return refuse({ErrorCode::malformed_http, "transfer-encoding: HTTP/1.0 does not have it"},
                    error);
    head.keep_alive = keep_alive();
  }

  void on_response_impl(int, string_view, int, error_code&) override {}
  void on_body_init_impl(const boost::optional<std::uint64_t>&, error_code&) override {}

  std::size_t on_body_impl(string_view bytes, error_code&) override {
    body.append(plain(bytes));
    received += bytes.size();
    return bytes.size();
  }

  void on_chunk_header_impl(std::uint64_t size, string_view, error_code& error) override {
    // saturating, since a stranger chose the number
    const auto total = received + std::min(size, ~received);
    if (auto within = within_body_limit(total, limits_.body_bytes); !within)
      refuse(std::move(within).error(), error);
  }

  std::size_t on_chunk_body_impl(std::uint64_t, string_view bytes, error_code& error) override {
    return on_body_impl(bytes, error);
  }

  void on_finish_impl(error_code&) override {}

  const Limits& limits_;
  int hosts_ = 0;
  std::optional<Error> refusal_;
};

RequestParser::RequestParser(const Limits& limits) : adapter_(std::make_unique<Adapter>(limits)) {}
RequestParser::~RequestParser() = default;

Result<std::size_t> RequestParser::feed(std::string_view bytes) { return adapter_->feed(bytes); }
bool RequestParser::head_complete() const { return adapter_->is_header_done(); }
bool RequestParser::complete() const { return adapter_->is_done(); }
const RequestHead& RequestParser::head() const { return adapter_->head; }
std::uint64_t RequestParser::body_received() const { return adapter_->received; }
std::optional<std::uint64_t> RequestParser::body_announced() const { return adapter_->announced(); }
std::string RequestParser::take_body() { return std::move(adapter_->body); }

}  // namespace hfi::server

#include "support/http_client.h"

#include <algorithm>
#include <charconv>

#include "core/parse_json.h"

namespace hfi::support {
namespace {

std::string lower(std::string_view text) {
  std::string lowered(text);
  for (auto& c : lowered)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return lowered;
}

std::size_t number(std::string_view text, int base) {
  std::size_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value, base);
  return value;
}

bool bodiless(int status) { return status == 204 || status == 304 || status / 100 == 1; }

}  // namespace

std::string Answer::header(std::string_view name) const {
  const auto found = std::ranges::find(headers, name, &Headers::value_type::first);
  return found == headers.end() ? "" : found->second;
}

json::Value Answer::json() const { return json::parse(body).value_or(nullptr); }

std::string Answer::error_code() const {
  const auto value = json();
  const auto* envelope = value.if_object();
  const auto* error = envelope != nullptr ? envelope->if_contains("error") : nullptr;
  if (error == nullptr || !error->is_object()) return "";
  const auto* code = error->get_object().if_contains("code");
  return code != nullptr && code->is_string() ? std::string(code->get_string()) : "";
}

std::string to_text(const Ask& ask) {
  std::string text = ask.method + " " + ask.path + " HTTP/1.1\r\nhost: test\r\n";
  for (const auto& [name, value] : ask.headers)
    text.append(name).append(": ").append(value).append("\r\n");
  if (!ask.body.empty()) text += "content-length: " + std::to_string(ask.body.size()) + "\r\n";
  return text + "\r\n" + ask.body;
}

BodyReader::BodyReader(Wire& wire, const Answer& head)
    : wire_(wire), chunked_(head.header("transfer-encoding") == "chunked") {
  if (const auto length = head.header("content-length"); !length.empty())
    left_ = number(length, 10);
}

Result<std::string> BodyReader::next() {
  if (ended_) return std::string();
  if (chunked_) return next_chunk();
  if (left_ == 0) return std::string();
  auto some = TRY(wire_.receive(left_.value_or(std::string::npos)));
  ended_ = some.empty();
  if (left_ && some.empty())
    return fail(ErrorCode::internal_error, "the body is shorter than announced");
  if (left_) *left_ -= some.size();
  return some;
}

Result<std::string> BodyReader::next_chunk() {
  const auto size = number(TRY(wire_.receive_until("\r\n")), 16);
  std::string chunk;
  while (chunk.size() < size + 2) {
    const auto some = TRY(wire_.receive(size + 2 - chunk.size()));
    if (some.empty()) return fail(ErrorCode::internal_error, "the body ended inside a chunk");
    chunk += some;
  }
  chunk.resize(size);
  ended_ = size == 0;
  return chunk;
}

Result<Answer> receive_head(Wire& wire) {
  const auto text = TRY(wire.receive_until("\r\n\r\n"));
  if (!text.starts_with("HTTP/1.1 "))
    return fail(ErrorCode::internal_error, "no HTTP answer: " + text);
  Answer answer{
      .status = static_cast<int>(number(text.substr(9, 3), 10)), .headers = {}, .body = ""};
  for (auto begin = text.find("\r\n") + 2; begin + 2 < text.size();) {
    const auto end = text.find("\r\n", begin);
    const auto line = text.substr(begin, end - begin);
    const auto colon = line.find(": ");
    answer.headers.emplace_back(lower(line.substr(0, colon)), line.substr(colon + 2));
    begin = end + 2;
  }
  return answer;
}

Result<Answer> receive_answer(Wire& wire, std::string_view method) {
  auto answer = TRY(receive_head(wire));
  if (method == "HEAD" || bodiless(answer.status)) return answer;
  BodyReader body(wire, answer);
  for (;;) {
    const auto some = TRY(body.next());
    if (some.empty()) return answer;
    answer.body += some;
  }
}

Result<Answer> HttpClient::ask(const Ask& ask) {
  if (!wire_) {
    wire_.emplace(TRY(Wire::connect(port_, options_)));
    ++connections_made_;
  }
  wire_->send(to_text(ask));
  auto answer = receive_answer(*wire_, ask.method);
  if (!answer || answer->header("connection") == "close") wire_.reset();
  return answer;
}

Result<Answer> HttpClient::post(const std::string& path, const json::Value& body) {
  return ask({.method = "POST",
              .path = path,
              .body = json::dump(body),
              .headers = {{"content-type", "application/json"}}});
}

}  // namespace hfi::support

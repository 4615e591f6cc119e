#include "tokenizers/chat/syntax/parser.h"

namespace hfi::tokenizers::chat {
namespace {

constexpr std::size_t max_depth = 100;
constexpr std::size_t max_links = 5000;

std::string described(const Token& token) {
  using Kind = Token::Kind;
  switch (token.kind) {
    case Kind::end:
      return "end of template";
    case Kind::variable_end:
      return "end of print statement";
    case Kind::block_end:
      return "end of statement block";
    case Kind::integer:
      return std::to_string(token.integer);
    case Kind::real:
      return std::to_string(token.real);
    default:
      return token.text;
  }
}

}  // namespace

Result<Body> Parser::parse() { return body_until({}); }

bool Parser::is_symbol(std::string_view text) const {
  return current().kind == Token::Kind::symbol && current().text == text;
}
bool Parser::is_word(std::string_view text) const {
  return current().kind == Token::Kind::name && current().text == text;
}
bool Parser::skip_symbol(std::string_view text) {
  const bool found = is_symbol(text);
  if (found) take();
  return found;
}
bool Parser::skip_word(std::string_view text) {
  const bool found = is_word(text);
  if (found) take();
  return found;
}

tl::unexpected<Error> Parser::unexpected() const {
  return invalid_template(current().line, "unexpected '" + described(current()) + "'");
}

Result<void> Parser::expect(Token::Kind kind, std::string_view what) {
  if (current().kind != kind)
    return invalid_template(
        current().line, "expected " + std::string(what) + ", got '" + described(current()) + "'");
  take();
  return {};
}

Result<void> Parser::expect_symbol(std::string_view text) {
  if (skip_symbol(text)) return {};
  return invalid_template(
      current().line, "expected '" + std::string(text) + "', got '" + described(current()) + "'");
}

Result<void> Parser::expect_word(std::string_view text) {
  if (skip_word(text)) return {};
  return invalid_template(
      current().line, "expected '" + std::string(text) + "', got '" + described(current()) + "'");
}

Result<std::string> Parser::expect_name() {
  const auto& token = current();
  TRY(expect(Token::Kind::name, "a name"));
  return token.text;
}

Result<void> Parser::enter() {
  if (depth_ >= max_depth)
    return invalid_template(current().line, "nested deeper than " + std::to_string(max_depth));
  ++depth_;
  return {};
}

Result<void> Parser::link() {
  if (++links_ > max_links)
    return invalid_template(current().line,
                            "more than " + std::to_string(max_links) + " operators and accesses");
  return {};
}

}  // namespace hfi::tokenizers::chat

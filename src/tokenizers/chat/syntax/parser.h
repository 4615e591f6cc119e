#pragma once
// Tokens to nodes, by Jinja's grammar.

#include <initializer_list>
#include <set>

#include "tokenizers/chat/nodes/statements.h"
#include "tokenizers/chat/syntax/tokens.h"

namespace hfi::tokenizers::chat {

class Parser {
 public:
  explicit Parser(std::vector<Token> tokens) : tokens_(std::move(tokens)) {}

  // The whole template. Fails with model_invalid and the line.
  Result<Body> parse();

 private:
  using Words = std::initializer_list<std::string_view>;

  // tokens
  [[nodiscard]] const Token& current() const { return tokens_[at_]; }
  [[nodiscard]] const Token& next() const { return tokens_[std::min(at_ + 1, tokens_.size() - 1)]; }
  const Token& take() { return tokens_[at_ + 1 < tokens_.size() ? at_++ : at_]; }
  [[nodiscard]] bool is_symbol(std::string_view text) const;
  [[nodiscard]] bool is_word(std::string_view text) const;
  bool skip_symbol(std::string_view text);
  bool skip_word(std::string_view text);
  Result<void> expect_symbol(std::string_view text);
  Result<void> expect_word(std::string_view text);
  Result<void> expect(Token::Kind kind, std::string_view what);
  Result<std::string> expect_name();
  [[nodiscard]] tl::unexpected<Error> unexpected() const;
  // Fail when the template nests too deep, or its chains of operators are too long.
  Result<void> enter();
  Result<void> link();

  // statements
  Result<Body> body_until(Words ends);
  Result<Body> block(Words ends);  // behind the head of a tag
  Result<StatementPtr> statement();
  Result<StatementPtr> statement_of(const std::string& word, std::size_t line);
  Result<StatementPtr> set(std::size_t line);
  Result<StatementPtr> for_loop(std::size_t line);
  Result<StatementPtr> branches(std::size_t line);
  Result<StatementPtr> with(std::size_t line);
  Result<StatementPtr> macro(std::size_t line);
  Result<StatementPtr> call_block(std::size_t line);
  Result<StatementPtr> filter_block(std::size_t line);
  Result<StatementPtr> print(std::size_t line);
  Result<nodes::BlockFilter> block_filter();
  Result<Signature> signature();
  Result<nodes::Macro> macro_of(std::string name, Signature signature, std::string_view end);
  Result<Target> target();
  Result<Target> single_target();

  // expressions
  enum class Conditionals { allowed, not_allowed };
  Result<ExpressionPtr> expression();
  Result<ExpressionPtr> either();
  Result<ExpressionPtr> both();
  Result<ExpressionPtr> inverse();
  Result<ExpressionPtr> comparison();
  Result<ExpressionPtr> sum();
  Result<ExpressionPtr> concatenation();
  Result<ExpressionPtr> product();
  Result<ExpressionPtr> power();
  Result<ExpressionPtr> unary(bool with_filters);
  Result<ExpressionPtr> primary();
  Result<ExpressionPtr> word();
  Result<ExpressionPtr> tuple(Conditionals conditionals, bool in_parentheses);
  Result<ExpressionPtr> list();
  Result<ExpressionPtr> dict();
  Result<ExpressionPtr> postfixes(ExpressionPtr object);
  Result<ExpressionPtr> member(ExpressionPtr object);
  Result<ExpressionPtr> subscript(ExpressionPtr object);
  Result<ExpressionPtr> filters_and_tests(ExpressionPtr value);
  Result<ExpressionPtr> test(ExpressionPtr value);
  Result<ArgumentList> arguments();
  Result<ArgumentList> test_arguments();
  Result<std::string> dotted_name();

  std::vector<Token> tokens_;
  std::size_t at_ = 0;
  std::size_t depth_ = 0;
  std::size_t links_ = 0;
  std::set<std::string> names_{};  // all that were read since the innermost macro began
};

}  // namespace hfi::tokenizers::chat

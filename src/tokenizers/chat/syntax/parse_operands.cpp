// Literals, names, and what follows them: members, calls, filters and tests.

#include <algorithm>

#include "tokenizers/chat/filters/catalog.h"
#include "tokenizers/chat/syntax/parser.h"
#include "tokenizers/chat/tests/catalog.h"

namespace hfi::tokenizers::chat {

using Kind = Token::Kind;

Result<ExpressionPtr> Parser::primary() {
  const auto& token = current();
  if (token.kind == Kind::name) return word();
  if (token.kind == Kind::integer) return nodes::literal(Value(take().integer));
  if (token.kind == Kind::real) return nodes::literal(Value(take().real));
  if (token.kind == Kind::string) {
    std::string text;
    while (current().kind == Kind::string) text += take().text;
    return nodes::literal(Value(std::move(text)));
  }
  if (skip_symbol("(")) {
    auto value = TRY(tuple(Conditionals::allowed, true));
    TRY(expect_symbol(")"));
    return value;
  }
  if (is_symbol("[")) return list();
  if (is_symbol("{")) return dict();
  return unexpected();
}

Result<ExpressionPtr> Parser::word() {
  const auto& text = take().text;
  if (text == "true" || text == "True") return nodes::literal(Value(true));
  if (text == "false" || text == "False") return nodes::literal(Value(false));
  if (text == "none" || text == "None") return nodes::literal(Value());
  names_.insert(text);
  return nodes::name(text);
}

Result<ExpressionPtr> Parser::tuple(Conditionals conditionals, bool in_parentheses) {
  std::vector<ExpressionPtr> items;
  bool is_tuple = false;
  for (;;) {
    if (!items.empty()) TRY(expect_symbol(","));
    if (current().kind == Kind::variable_end || current().kind == Kind::block_end ||
        is_symbol(")") || is_word("recursive"))
      break;
    items.push_back(conditionals == Conditionals::allowed ? TRY(expression()) : TRY(either()));
    if (!is_symbol(",")) break;
    is_tuple = true;
  }
  if (is_tuple || (items.empty() && in_parentheses))
    return nodes::list(std::move(items), Sequence::tuple);
  if (items.empty()) return unexpected();
  return std::move(items[0]);
}

Result<ExpressionPtr> Parser::list() {
  std::vector<ExpressionPtr> items;
  TRY(expect_symbol("["));
  while (!is_symbol("]")) {
    items.push_back(TRY(expression()));
    if (!is_symbol("]")) TRY(expect_symbol(","));
  }
  take();
  return nodes::list(std::move(items), Sequence::list);
}

Result<ExpressionPtr> Parser::dict() {
  std::vector<std::pair<ExpressionPtr, ExpressionPtr>> entries;
  TRY(expect_symbol("{"));
  while (!is_symbol("}")) {
    auto key = TRY(expression());
    TRY(expect_symbol(":"));
    entries.emplace_back(std::move(key), TRY(expression()));
    if (!is_symbol("}")) TRY(expect_symbol(","));
  }
  take();
  return nodes::dict(std::move(entries));
}

Result<ExpressionPtr> Parser::postfixes(ExpressionPtr object) {
  for (;;) {
    if (is_symbol("."))
      object = TRY(member(std::move(object)));
    else if (is_symbol("["))
      object = TRY(subscript(std::move(object)));
    else if (is_symbol("("))
      object = nodes::call(std::move(object), TRY(arguments()));
    else
      return object;
    TRY(link());
  }
}

Result<ExpressionPtr> Parser::member(ExpressionPtr object) {
  TRY(expect_symbol("."));
  if (current().kind == Kind::integer)
    return nodes::element(std::move(object), nodes::literal(Value(take().integer)));
  auto name = TRY(expect_name());
  if (is_symbol("("))
    return nodes::method_call(std::move(object), std::move(name), TRY(arguments()));
  return nodes::attribute(std::move(object), std::move(name));
}

Result<ExpressionPtr> Parser::subscript(ExpressionPtr object) {
  TRY(expect_symbol("["));
  nodes::SliceBounds bounds;
  const auto at_end = [this] { return is_symbol("]") || is_symbol(":"); };
  if (!at_end()) bounds.start = TRY(expression());
  if (skip_symbol("]")) {
    if (bounds.start == nullptr) return unexpected();
    return nodes::element(std::move(object), std::move(bounds.start));
  }
  TRY(expect_symbol(":"));
  if (!at_end()) bounds.stop = TRY(expression());
  if (skip_symbol(":") && !at_end()) bounds.step = TRY(expression());
  TRY(expect_symbol("]"));
  return nodes::slice(std::move(object), std::move(bounds));
}

Result<ExpressionPtr> Parser::filters_and_tests(ExpressionPtr value) {
  for (;;) {
    if (skip_symbol("|")) {
      auto [function, arguments] = TRY(block_filter());
      value = nodes::filter(function, std::move(value), std::move(arguments));
    } else if (skip_word("is")) {
      value = TRY(test(std::move(value)));
    } else if (is_symbol("(")) {
      value = nodes::call(std::move(value), TRY(arguments()));
    } else {
      return value;
    }
    TRY(link());
  }
}

Result<ExpressionPtr> Parser::test(ExpressionPtr value) {
  const bool negated = skip_word("not");
  const auto line = current().line;
  const auto name = TRY(dotted_name());
  const auto function = tests::find(name);
  if (function == nullptr) return invalid_template(line, "No test named '" + name + "'.");
  auto result = nodes::test(function, std::move(value), TRY(test_arguments()));
  return negated ? nodes::negation(std::move(result)) : std::move(result);
}

// In parentheses, or one operand without.
Result<ArgumentList> Parser::test_arguments() {
  if (is_symbol("(")) return arguments();
  ArgumentList result;
  const auto kind = current().kind;
  const bool literal = kind == Kind::string || kind == Kind::integer || kind == Kind::real ||
                       is_symbol("[") || is_symbol("{");
  const bool other_word = is_word("else") || is_word("or") || is_word("and") || is_word("if") ||
                          is_word("in") || is_word("not") || is_word("recursive");
  if (is_word("is"))
    return invalid_template(current().line, "You cannot chain multiple tests with is");
  if (!literal && (kind != Kind::name || other_word)) return result;
  auto operand = TRY(primary());
  result.positional.push_back(TRY(postfixes(std::move(operand))));
  return result;
}

Result<ArgumentList> Parser::arguments() {
  ArgumentList result;
  TRY(enter());
  TRY(expect_symbol("("));
  while (!is_symbol(")")) {
    if (skip_symbol("*")) {
      result.more_positional = TRY(expression());
    } else if (skip_symbol("**")) {
      result.more_named = TRY(expression());
    } else if (current().kind == Kind::name && next().kind == Kind::symbol && next().text == "=") {
      auto name = take().text;
      take();
      result.named.emplace_back(std::move(name), TRY(expression()));
    } else {
      if (!result.named.empty() || result.more_positional != nullptr ||
          result.more_named != nullptr)
        return invalid_template(current().line, "invalid syntax for function call expression");
      result.positional.push_back(TRY(expression()));
    }
    if (!is_symbol(")")) TRY(expect_symbol(","));
  }
  take();
  --depth_;
  return result;
}

Result<std::string> Parser::dotted_name() {
  auto name = TRY(expect_name());
  while (skip_symbol(".")) name += "." + TRY(expect_name());
  return name;
}

}  // namespace hfi::tokenizers::chat

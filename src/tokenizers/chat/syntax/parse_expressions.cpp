// Operators, from the loosest to the tightest.

#include <algorithm>
#include <array>

#include "tokenizers/chat/syntax/parser.h"

namespace hfi::tokenizers::chat {

using nodes::Comparison;

Result<ExpressionPtr> Parser::expression() {
  TRY(enter());
  auto value = TRY(either());
  while (skip_word("if")) {
    TRY(link());
    auto condition = TRY(either());
    ExpressionPtr otherwise;
    if (skip_word("else")) otherwise = TRY(expression());
    value = nodes::conditional(std::move(condition), std::move(value), std::move(otherwise));
  }
  --depth_;
  return value;
}

Result<ExpressionPtr> Parser::either() {
  auto left = TRY(both());
  while (skip_word("or")) {
    TRY(link());
    left = nodes::disjunction(std::move(left), TRY(both()));
  }
  return left;
}

Result<ExpressionPtr> Parser::both() {
  auto left = TRY(inverse());
  while (skip_word("and")) {
    TRY(link());
    left = nodes::conjunction(std::move(left), TRY(inverse()));
  }
  return left;
}

Result<ExpressionPtr> Parser::inverse() {
  if (!skip_word("not")) return comparison();
  TRY(enter());
  auto operand = TRY(inverse());
  --depth_;
  return nodes::negation(std::move(operand));
}

Result<ExpressionPtr> Parser::comparison() {
  struct Sign {
    std::string_view text;
    Comparison comparison;
  };
  static constexpr std::array signs{
      Sign{"==", Comparison::equal},  Sign{"!=", Comparison::unequal},
      Sign{"<", Comparison::less},    Sign{"<=", Comparison::less_equal},
      Sign{">", Comparison::greater}, Sign{">=", Comparison::greater_equal}};
  auto first = TRY(sum());
  nodes::Comparisons rest;
  for (;;) {
    const auto* sign =
        std::ranges::find_if(signs, [&](const auto& s) { return is_symbol(s.text); });
    if (sign != signs.end()) {
      take();
      rest.emplace_back(sign->comparison, TRY(sum()));
    } else if (skip_word("in")) {
      rest.emplace_back(Comparison::in, TRY(sum()));
    } else if (is_word("not") && next().kind == Token::Kind::name && next().text == "in") {
      take();
      take();
      rest.emplace_back(Comparison::not_in, TRY(sum()));
    } else {
      break;
    }
  }
  return rest.empty() ? std::move(first) : nodes::compare(std::move(first), std::move(rest));
}

Result<ExpressionPtr> Parser::sum() {
  auto left = TRY(concatenation());
  while (is_symbol("+") || is_symbol("-")) {
    TRY(link());
    const auto operation = take().text == "+" ? add : subtract;
    left = nodes::binary(operation, std::move(left), TRY(concatenation()));
  }
  return left;
}

Result<ExpressionPtr> Parser::concatenation() {
  std::vector<ExpressionPtr> parts;
  parts.push_back(TRY(product()));
  while (skip_symbol("~")) parts.push_back(TRY(product()));
  return parts.size() == 1 ? std::move(parts[0]) : nodes::concatenation(std::move(parts));
}

Result<ExpressionPtr> Parser::product() {
  struct Sign {
    std::string_view text;
    Operator operation;
  };
  static constexpr std::array signs{Sign{"*", multiply}, Sign{"/", divide},
                                    Sign{"//", floor_divide}, Sign{"%", modulo}};
  auto left = TRY(power());
  for (;;) {
    const auto* sign =
        std::ranges::find_if(signs, [&](const auto& s) { return is_symbol(s.text); });
    if (sign == signs.end()) return left;
    TRY(link());
    take();
    left = nodes::binary(sign->operation, std::move(left), TRY(power()));
  }
}

Result<ExpressionPtr> Parser::power() {
  auto left = TRY(unary(true));
  while (skip_symbol("**")) {
    TRY(link());
    left = nodes::binary(chat::power, std::move(left), TRY(unary(true)));
  }
  return left;
}

Result<ExpressionPtr> Parser::unary(bool with_filters) {
  ExpressionPtr value;
  if (is_symbol("-") || is_symbol("+")) {
    TRY(enter());
    const auto operation = take().text == "-" ? negative : positive;
    value = nodes::unary(operation, TRY(unary(false)));
    --depth_;
  } else {
    value = TRY(primary());
  }
  value = TRY(postfixes(std::move(value)));
  return with_filters ? filters_and_tests(std::move(value))
                      : Result<ExpressionPtr>(std::move(value));
}

}  // namespace hfi::tokenizers::chat

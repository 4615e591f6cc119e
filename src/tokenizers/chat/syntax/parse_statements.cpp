#include <algorithm>

#include "tokenizers/chat/filters/catalog.h"
#include "tokenizers/chat/syntax/parser.h"

namespace hfi::tokenizers::chat {

using Kind = Token::Kind;

Result<Body> Parser::body_until(Words ends) {
  Body body;
  while (current().kind != Kind::end) {
    const auto line = current().line;
    if (current().kind == Kind::data) {
      body.push_back(nodes::text(line, take().text));
    } else if (current().kind == Kind::variable_begin) {
      take();
      body.push_back(nodes::print(line, TRY(tuple(Conditionals::allowed, false))));
      TRY(expect(Kind::variable_end, "end of print statement"));
    } else {
      TRY(expect(Kind::block_begin, "a tag"));
      if (std::ranges::any_of(ends, [this](std::string_view end) { return is_word(end); }))
        return body;
      body.push_back(TRY(statement()));
      TRY(expect(Kind::block_end, "end of statement block"));
    }
  }
  if (ends.size() == 0) return body;
  return invalid_template(current().line, "Unexpected end of template; looking for '" +
                                              std::string(*ends.begin()) + "'");
}

Result<Body> Parser::block(Words ends) {
  skip_symbol(":");
  TRY(expect(Kind::block_end, "end of statement block"));
  return body_until(ends);
}

Result<StatementPtr> Parser::statement() {
  const auto line = current().line;
  const auto word = TRY(expect_name());
  TRY(enter());
  auto result = TRY(statement_of(word, line));
  --depth_;
  return result;
}

Result<StatementPtr> Parser::statement_of(const std::string& word, std::size_t line) {
  if (word == "set") return set(line);
  if (word == "for") return for_loop(line);
  if (word == "if") return branches(line);
  if (word == "with") return with(line);
  if (word == "macro") return macro(line);
  if (word == "call") return call_block(line);
  if (word == "filter") return filter_block(line);
  if (word == "print") return print(line);
  if (word == "break") return nodes::leave_loop(line, Flow::break_loop);
  if (word == "continue") return nodes::leave_loop(line, Flow::continue_loop);
  if (word == "generation") {  // marks what the assistant says; the text is the same without
    auto body = TRY(block({"endgeneration"}));
    take();
    return nodes::scoped(line, std::move(body));
  }
  if (word == "block") {
    const auto name = TRY(expect_name());
    skip_word("scoped");
    auto body = TRY(block({"endblock"}));
    take();
    skip_word(name);
    return nodes::scoped(line, std::move(body));
  }
  return invalid_template(line, "Encountered unknown tag '" + word + "'.");
}

Result<Target> Parser::single_target() {
  Target result;
  if (skip_symbol("(")) {
    result = TRY(target());
    TRY(expect_symbol(")"));
    return result;
  }
  result.name = TRY(expect_name());
  if (skip_symbol(".")) result.member = TRY(expect_name());
  return result;
}

Result<Target> Parser::target() {
  TRY(enter());
  Target result;
  result.parts.push_back(TRY(single_target()));
  bool several = false;
  while (skip_symbol(",")) {
    several = true;
    if (current().kind != Kind::name && !is_symbol("(")) break;
    if (is_word("in")) break;
    result.parts.push_back(TRY(single_target()));
  }
  --depth_;
  return several ? std::move(result) : std::move(result.parts.front());
}

Result<StatementPtr> Parser::set(std::size_t line) {
  auto to = TRY(target());
  if (skip_symbol("="))
    return nodes::set(line, std::move(to), TRY(tuple(Conditionals::allowed, false)));
  std::vector<nodes::BlockFilter> filters;
  while (skip_symbol("|")) filters.push_back(TRY(block_filter()));
  auto body = TRY(block({"endset"}));
  take();
  return nodes::set_block(line, std::move(to), std::move(filters), std::move(body));
}

Result<nodes::BlockFilter> Parser::block_filter() {
  const auto line = current().line;
  const auto name = TRY(dotted_name());
  const auto function = filters::find(name);
  if (function == nullptr) return invalid_template(line, "No filter named '" + name + "'.");
  nodes::BlockFilter result{.function = function};
  if (is_symbol("(")) result.arguments = TRY(arguments());
  return result;
}

Result<StatementPtr> Parser::filter_block(std::size_t line) {
  std::vector<nodes::BlockFilter> filters;
  do filters.push_back(TRY(block_filter()));
  while (skip_symbol("|"));
  auto body = TRY(block({"endfilter"}));
  take();
  return nodes::filter_block(line, std::move(filters), std::move(body));
}

Result<StatementPtr> Parser::for_loop(std::size_t line) {
  nodes::ForLoop loop;
  loop.target = TRY(target());
  TRY(expect_word("in"));
  loop.items = TRY(tuple(Conditionals::not_allowed, false));
  if (skip_word("if")) loop.condition = TRY(expression());
  loop.recursive = skip_word("recursive");
  loop.body = TRY(block({"endfor", "else"}));
  if (take().text == "else") {
    loop.otherwise = TRY(block({"endfor"}));
    take();
  }
  return nodes::for_loop(line, std::move(loop));
}

Result<StatementPtr> Parser::branches(std::size_t line) {
  std::vector<nodes::Branch> result;
  for (;;) {
    nodes::Branch branch;
    branch.condition = TRY(tuple(Conditionals::not_allowed, false));
    branch.body = TRY(block({"elif", "else", "endif"}));
    result.push_back(std::move(branch));
    const auto end = take().text;
    if (end == "elif") continue;
    if (end == "else") {
      nodes::Branch last;
      last.body = TRY(block({"endif"}));
      take();
      result.push_back(std::move(last));
    }
    return nodes::branches(line, std::move(result));
  }
}

Result<StatementPtr> Parser::with(std::size_t line) {
  std::vector<std::pair<Target, ExpressionPtr>> values;
  while (current().kind != Kind::block_end) {
    if (!values.empty()) TRY(expect_symbol(","));
    auto to = TRY(target());
    TRY(expect_symbol("="));
    values.emplace_back(std::move(to), TRY(expression()));
  }
  auto body = TRY(block({"endwith"}));
  take();
  return nodes::with(line, std::move(values), std::move(body));
}

Result<Signature> Parser::signature() {
  Signature result;
  TRY(expect_symbol("("));
  while (!is_symbol(")")) {
    if (!result.names.empty()) TRY(expect_symbol(","));
    result.names.push_back(TRY(expect_name()));
    if (skip_symbol("="))
      result.defaults.push_back(TRY(expression()));
    else if (!result.defaults.empty())
      return invalid_template(current().line, "non-default argument follows default argument");
  }
  take();
  return result;
}

Result<nodes::Macro> Parser::macro_of(std::string name, Signature signature, std::string_view end) {
  nodes::Macro result{.name = std::move(name), .signature = std::move(signature)};
  auto outer = std::exchange(names_, {});
  result.body = TRY(block({end}));
  take();
  result.uses_varargs = names_.contains("varargs");
  result.uses_kwargs = names_.contains("kwargs");
  names_.merge(outer);
  return result;
}

Result<StatementPtr> Parser::macro(std::size_t line) {
  auto name = TRY(expect_name());
  auto parameters = TRY(signature());
  return nodes::macro(line, TRY(macro_of(std::move(name), std::move(parameters), "endmacro")));
}

Result<StatementPtr> Parser::call_block(std::size_t line) {
  Signature parameters;
  if (is_symbol("(")) parameters = TRY(signature());
  auto function = TRY(primary());
  while (is_symbol(".")) function = TRY(member(std::move(function)));
  auto given = TRY(arguments());
  auto caller = TRY(macro_of("caller", std::move(parameters), "endcall"));
  return nodes::call_block(line, std::move(caller), std::move(function), std::move(given));
}

Result<StatementPtr> Parser::print(std::size_t line) {
  std::vector<ExpressionPtr> values;
  while (current().kind != Kind::block_end) {
    if (!values.empty()) TRY(expect_symbol(","));
    values.push_back(TRY(expression()));
  }
  return nodes::print(line, nodes::concatenation(std::move(values)));
}

}  // namespace hfi::tokenizers::chat

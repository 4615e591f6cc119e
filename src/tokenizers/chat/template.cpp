#include "tokenizers/chat/template.h"

#include "tokenizers/chat/renderer.h"
#include "tokenizers/chat/syntax/parser.h"
#include "tokenizers/text/utf8.h"

namespace hfi::tokenizers::chat {

struct Template::Nodes {
  Body body;
};

Result<Template> Template::parse(std::string_view source) {
  constexpr std::size_t longest = std::size_t{1} << 20U;
  if (source.size() > longest)
    return fail(ErrorCode::model_invalid,
                "chat_template: longer than " + std::to_string(longest) + " bytes");
  if (utf8::find_invalid(source) != std::string_view::npos)
    return fail(ErrorCode::model_invalid, "chat_template: not UTF-8");
  Parser parser(TRY(tokens_of(source)));
  auto body = TRY(parser.parse());
  return Template(std::make_shared<const Nodes>(Nodes{std::move(body)}));
}

Result<std::string> Template::render(const json::Object& variables,
                                     std::chrono::system_clock::time_point now,
                                     const Limits& limits) const {
  Dict names;
  for (const auto& [name, value] : variables)
    names.set(Value(std::string_view(name)), TRY(from_json(value)));
  Renderer renderer(names, limits, now);
  TRY(run_all(nodes_->body, renderer));
  return renderer.take_output();
}

}  // namespace hfi::tokenizers::chat

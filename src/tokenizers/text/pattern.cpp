#include "tokenizers/text/pattern.h"

namespace hfi::tokenizers {

Result<Pattern> Pattern::read(const Component& component, std::string_view key) {
  const auto* value = component.find(key);
  if (value != nullptr && value->is_string()) return Pattern(TRY(component.text(key)));
  const auto pattern = TRY(component.child(key));
  if (pattern.find("String") != nullptr) return Pattern(TRY(pattern.text("String")));
  const auto source = TRY(pattern.text("Regex"));
  auto regex = Regex::compile(source);
  if (!regex) return pattern.invalid("Regex", regex.error().message);
  return Pattern(std::move(*regex));
}

Result<std::optional<Match>> Pattern::find(std::string_view text, std::size_t from) const {
  if (const auto* regex = std::get_if<Regex>(&what_)) return regex->find(text, from);
  const auto& literal = std::get<std::string>(what_);
  if (literal.empty()) return std::nullopt;
  const auto begin = text.find(literal, from);
  if (begin == std::string_view::npos) return std::nullopt;
  return Match{begin, begin + literal.size()};
}

}  // namespace hfi::tokenizers

#include "tokenizers/regex/pattern.h"

#include "tokenizers/regex/translate.h"

namespace hfi::tokenizers {

Result<Pattern> Pattern::read(const Component& component, std::string_view key) {
  const auto* value = component.find(key);
  if (value != nullptr && value->is_string()) return Pattern(TRY(component.text(key)));
  const auto pattern = TRY(component.child(key));
  if (pattern.find("String") != nullptr) return Pattern(TRY(pattern.text("String")));
  const auto place = "tokenizer.json: " + pattern.place() + ".Regex";
  const auto source = TRY(pattern.text("Regex"));
  const auto translated = TRY(within(place, regex::translate(source)));
  return Pattern(TRY(within(place, regex::Compiled::compile(translated))));
}

}  // namespace hfi::tokenizers

#include "tokenizers/post_processors/enclosed.h"

namespace hfi::tokenizers::post_processors {

Result<SpecialToken> read_token(const Component& component, std::string_view key) {
  const auto& pair = *TRY(component.array(key));
  if (pair.size() != 2 || !pair[0].is_string() || !pair[1].is_int64())
    return component.invalid(key, "expected [token, id], got " + json::dump(pair));
  return SpecialToken{static_cast<std::int32_t>(pair[1].get_int64()),
                      std::string(pair[0].get_string())};
}

Encoding enclosed(Encoding&& text, const Frame& frame) {
  auto windows = std::move(text.overflowing);
  Encoding result;
  for (const auto& token : frame.before) append_special(result, token, frame.type_id);
  append_tokens(result, std::move(text));
  for (const auto& token : frame.after) append_special(result, token, frame.type_id);
  for (auto& window : windows) result.overflowing.push_back(enclosed(std::move(window), frame));
  return result;
}

}  // namespace hfi::tokenizers::post_processors

#include "generation/stop_strings.h"

#include <algorithm>
#include <optional>

#include "tokenizers/text/byte_characters.h"

namespace hfi::generation {
namespace {

// How a vocabulary spells bytes, asked of its decoder.
enum class Spelling { text, byte_level, byte_fallback };

Spelling spelling_of(const tokenizers::Tokenizer& tokenizer) {
  if (tokenizer.tokens_to_string({"a", "\u0120", "a"}) == "a a") return Spelling::byte_level;
  if (tokenizer.tokens_to_string({"a", "<0x42>", "a"}) == "aBa") return Spelling::byte_fallback;
  return Spelling::text;
}

std::optional<int> hexadecimal(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return std::nullopt;
}

// "<0x0A>" is one byte.
std::optional<std::string> fallback_byte(const std::string& token) {
  if (token.size() != 6 || !token.starts_with("<0x") || token.back() != '>') return std::nullopt;
  const auto high = hexadecimal(token[3]);
  const auto low = hexadecimal(token[4]);
  if (!high || !low) return std::nullopt;
  return std::string(1, static_cast<char>(*high * 16 + *low));
}

// A decoder treats the first token of a text differently, so the token is put behind another text.
struct Clean {
  const tokenizers::Tokenizer& tokenizer;
  Spelling spelling;
  std::vector<std::string> before;

  std::string operator()(const std::string& token) const {
    std::optional<std::string> bytes;
    if (spelling == Spelling::byte_level) bytes = tokenizers::from_byte_characters(token);
    if (spelling == Spelling::byte_fallback) bytes = fallback_byte(token);
    if (bytes) return *bytes;
    auto tokens = before;
    tokens.push_back(token);
    const auto text = tokenizer.tokens_to_string(tokens);
    const auto at = text.find(prefix);
    return at == std::string::npos ? text : text.substr(at + prefix.size());
  }

  static constexpr std::string_view prefix = "abcdef";
};

}  // namespace

Result<TokenText> token_text(const tokenizers::Tokenizer& tokenizer) {
  auto base = TRY(tokenizer.encode(Clean::prefix, {.add_special_tokens = false}));
  Clean clean{tokenizer, spelling_of(tokenizer), std::move(base.tokens)};
  return [&tokenizer, clean = std::move(clean)](TokenId id) {
    const auto token = tokenizer.token_of(id);
    return token ? clean(*token) : std::string();
  };
}

StopStrings::StopStrings(std::vector<std::string> texts, TokenText token_text)
    : texts_(std::move(texts)), token_text_(std::move(token_text)) {
  for (const auto& text : texts_) longest_ = std::max(longest_, text.size());
}

const std::string& StopStrings::text_of(TokenId token) {
  const auto known = known_.find(token);
  return known != known_.end() ? known->second
                               : known_.emplace(token, token_text_(token)).first->second;
}

bool StopStrings::end(TokenView tokens) {
  if (texts_.empty() || tokens.empty()) return false;
  const auto& last = text_of(tokens.back());
  std::string before;  // as much as the longest text can reach back
  for (auto token = tokens.rbegin() + 1; token != tokens.rend() && before.size() < longest_;
       ++token)
    before.insert(0, text_of(*token));
  const auto whole = before + last;
  return std::ranges::any_of(texts_, [&](const std::string& text) {
    const auto reach = std::min(before.size(), text.size() - 1);
    return whole.find(text, before.size() - reach) != std::string::npos;
  });
}

}  // namespace hfi::generation

#include "tokenizers/tokenizer.h"

#include "core/parse_json.h"
#include "tokenizers/configured_tokens.h"
#include "tokenizers/decode_stream.h"
#include "tokenizers/parts.h"

namespace hfi::tokenizers {
namespace {

// Reads a part that may be absent.
template <class Part>
Result<std::unique_ptr<const Part>> read_part(
    const Component& tokenizer, std::string_view key,
    Result<std::unique_ptr<const Part>> (*read)(const Component&)) {
  if (tokenizer.find(key) == nullptr) return nullptr;
  return read(TRY(tokenizer.child(key)));
}

// Tokens that only the configuration names, such as a pad_token; those of the file keep what it says about them.
Result<void> add_configured(Parts& parts, const json::Object& config) {
  const json::Value document{{"added_tokens", configured_tokens(config)}};
  auto tokens = TRY(AddedTokens::read(TRY(Component::of(document, ""))));
  std::erase_if(tokens, [&](const AddedToken& token) {
    return parts.added_tokens.id_of(token.content).has_value();
  });
  return parts.added_tokens.add(tokens, *parts.model);
}

}  // namespace

Result<Tokenizer> Tokenizer::from_json(std::string_view tokenizer_json,
                                       const json::Object& config) {
  return from_document(TRY(within("tokenizer.json", json::parse(tokenizer_json))), config);
}

Result<Tokenizer> Tokenizer::from_document(const json::Value& document,
                                           const json::Object& config) {
  const auto tokenizer = TRY(Component::of(document, ""));
  auto parts = std::make_shared<Parts>();
  parts->settings = TRY(read_settings(config));
  parts->chat_templates = TRY(ChatTemplates::read(config.if_contains("chat_template")));
  parts->config = config;
  parts->normalizer = TRY(read_part(tokenizer, "normalizer", read_normalizer));
  parts->pre_tokenizer = TRY(read_part(tokenizer, "pre_tokenizer", read_pre_tokenizer));
  const bool bytes =
      parts->pre_tokenizer != nullptr && parts->pre_tokenizer->ends_in_byte_characters();
  parts->model =
      TRY(read_model(TRY(tokenizer.child("model")), bytes ? Input::bytes : Input::characters));
  parts->post_processor = TRY(read_part(tokenizer, "post_processor", read_post_processor));
  parts->decoder = TRY(read_part(tokenizer, "decoder", read_decoder));
  TRY(parts->added_tokens.add(TRY(AddedTokens::read(tokenizer)), *parts->model));
  TRY(add_configured(*parts, config));
  TRY(parts->added_tokens.index(parts->normalizer.get()));
  return Tokenizer(std::move(parts));
}

Result<Encoding> Tokenizer::encode(std::string_view text, const EncodeOptions& options) const {
  std::vector<Encoding> texts;
  texts.push_back(TRY(parts_->encode_text(text, 0, options.detail)));
  return parts_->finish(std::move(texts), options);
}

Result<Encoding> Tokenizer::encode_pair(std::string_view text, std::string_view pair,
                                        const EncodeOptions& options) const {
  std::vector<Encoding> texts;
  texts.push_back(TRY(within("text", parts_->encode_text(text, 0, options.detail))));
  texts.push_back(TRY(within("pair", parts_->encode_text(pair, 1, options.detail))));
  return parts_->finish(std::move(texts), options);
}

std::string Tokenizer::decode(const std::vector<std::int32_t>& ids,
                              const DecodeOptions& options) const {
  DecodeStream stream(*this, options);
  std::string text;
  for (const auto id : ids) text += stream.step(id);
  text += stream.finish();
  return text;
}

std::string Tokenizer::tokens_to_string(const std::vector<std::string>& tokens) const {
  DecodeStream stream(*this, {.clean_up_tokenization_spaces = false});
  std::string text;
  for (const auto& token : tokens) text += stream.step(token);
  text += stream.finish();
  return text;
}

std::string Tokenizer::continuing_subword_prefix() const {
  return parts_->model->continuing_subword_prefix();
}

std::optional<std::string_view> Parts::token_of(std::int32_t id) const {
  const auto token = added_tokens.token_of(id);
  // such a model is only given the codes of languages; its answers have something else in their places
  const bool is_only_given =
      token && model->answers_in_other_tokens() && !added_tokens.is_special(*token);
  return token && !is_only_given ? token : model->token_of(id);
}

std::optional<std::int32_t> Tokenizer::id_of(std::string_view token) const {
  if (const auto id = parts_->added_tokens.id_of(token)) return id;
  return parts_->model->id_of(token);
}

std::optional<std::string> Tokenizer::token_of(std::int32_t id) const {
  const auto token = parts_->token_of(id);
  return token ? std::optional<std::string>(*token) : std::nullopt;
}

std::size_t Tokenizer::vocabulary_size() const {
  return parts_->model->size() + parts_->added_tokens.beyond(*parts_->model);
}

std::optional<std::string> Tokenizer::special_token(std::string_view name) const {
  const auto& tokens = parts_->settings.special_tokens;
  const auto found = tokens.find(name);
  return found == tokens.end() ? std::nullopt : std::optional(found->second);
}

Result<std::string> Tokenizer::apply_chat_template(const json::Array& messages,
                                                   const ChatOptions& options) const {
  json::Object special_tokens;
  for (const auto* name : special_token_names)
    if (const auto token = special_token(name)) special_tokens[name] = *token;
  return parts_->chat_templates.apply(messages, options, special_tokens);
}

bool Tokenizer::has_chat_template() const { return !parts_->chat_templates.empty(); }
const json::Object& Tokenizer::config() const { return parts_->config; }

std::optional<std::size_t> Tokenizer::model_max_length() const {
  return parts_->settings.model_max_length;
}

std::size_t Tokenizer::num_special_tokens_to_add(bool pair) const {
  return parts_->num_added_tokens(pair ? 2 : 1);
}

}  // namespace hfi::tokenizers

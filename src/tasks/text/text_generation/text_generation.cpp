// Text generation: a text or a conversation in, what follows it out, token by token.
// contract   text_generation.schema.json
// reference  transformers, pipelines/text_generation.py

#include "tasks/catalog.h"
#include "tasks/fields.h"
#include "tasks/text/generated_text.h"

namespace hfi::tasks {
namespace {

// The pipeline's own default, where neither the model nor the request bounds the answer.
constexpr std::size_t default_new_tokens = 256;

json::Object preferred(const models::Model& model) {
  const auto bounded = [&](const char* key) {
    const auto* value = model.generation_config.if_contains(key);
    return value != nullptr && !value->is_null();
  };
  if (bounded("max_new_tokens") || bounded("max_length")) return {};
  return {{"max_new_tokens", default_new_tokens}};
}

// An empty prompt begins as texts do.
Result<generation::Tokens> begin_of_text(const models::Model& model) {
  const auto* bos = model.generation_config.if_contains("bos_token_id");
  if (bos != nullptr && bos->is_int64())
    return generation::Tokens{bos->to_number<generation::TokenId>()};
  return fail(ErrorCode::invalid_input,
              "inputs.text: gives no tokens, and the model has no bos_token_id to begin with");
}

struct Prompt {
  std::string text;
  bool add_special_tokens;
};

// The last message is continued where it is the assistant's, and answered where it is not.
Result<Prompt> prompt_of(const Request& request, const tokenizers::Tokenizer& tokenizer) {
  if (!request.inputs.contains("messages")) return Prompt{text_at(request.inputs, "text"), true};
  const auto& messages = request.inputs.at("messages").as_array();
  const bool continues = messages.back().at("role").as_string() == "assistant";
  tokenizers::ChatOptions options{.add_generation_prompt = !continues,
                                  .continue_final_message = continues};
  if (const auto* variables = request.options.if_contains("chat_template_kwargs"))
    options.variables = variables->as_object();
  return Prompt{TRY(tokenizer.apply_chat_template(messages, options)), false};
}

Result<json::Object> run(const Request& request, const models::Model& model,
                         const Context& context) {
  const auto* tokenizer = TRY(models::tokenizer_of(model));
  const auto prompt = TRY(prompt_of(request, *tokenizer));
  auto tokens = TRY(tokenizer->encode(prompt.text, {.add_special_tokens = prompt.add_special_tokens,
                                                    .detail = tokenizers::Detail::ids}))
                    .ids;
  if (tokens.empty()) tokens = TRY(begin_of_text(model));
  auto generated =
      TRY(generate_text(model, {.tokens = std::move(tokens)}, preferred(model), request, context));
  if (flag_at(request.options, "return_full_text")) generated.text = prompt.text + generated.text;
  return to_json(generated);
}

}  // namespace

Task text_generation() {
  return {.name = "text-generation", .heads = {"ForCausalLM", "LMHeadModel"}, .run = run};
}

}  // namespace hfi::tasks

#include "tasks/text/generated_text.h"

#include "generation/make_search.h"
#include "tasks/token_events.h"
#include "tokenizers/decode_stream.h"

namespace hfi::tasks {
namespace {

Result<void> check_length(const models::Model& model, std::size_t tokens) {
  if (!model.max_length || tokens < *model.max_length) return {};
  return fail(ErrorCode::input_too_long,
              "inputs: " + std::to_string(tokens) + " tokens, the model takes " +
                  std::to_string(*model.max_length) + " together with the answer",
              {{"tokens", tokens}, {"max_tokens", *model.max_length}});
}

std::optional<std::size_t> positions_of(const models::Model& model) {
  const auto& config = model.config;
  if (!config.has("max_position_embeddings")) return std::nullopt;
  return static_cast<std::size_t>(config.get<std::int64_t>("max_position_embeddings"));
}

// With LongRoPE the keys of a text that outgrows the original length would have to be computed anew, with other factors: a
// text that begins within that length ends there.
std::optional<std::size_t> capacity_of(const models::Model& model, std::size_t prompt_tokens) {
  constexpr auto original_key = "original_max_position_embeddings";
  const auto& config = model.config;
  for (const auto* key : {"rope_parameters", "rope_scaling"}) {
    if (!config.has(key)) continue;
    const auto scaling = config.section(key);
    const auto type =
        scaling.get<std::string>("rope_type", scaling.get<std::string>("type", "default"));
    if (type != "longrope" && type != "su") continue;
    const auto& where = config.has(original_key) ? config : scaling;
    const auto original = static_cast<std::size_t>(where.get<std::int64_t>(original_key));
    if (prompt_tokens <= original) return original;
  }
  return model.max_length;
}

std::size_t vocabulary_of(const models::Model& model) {
  const auto* key = model.config.has("decoder_vocab_size") ? "decoder_vocab_size" : "vocab_size";
  return static_cast<std::size_t>(model.config.get<std::int64_t>(key));
}

Result<std::unique_ptr<generation::Search>> search_for(const models::Model& model,
                                                       const TextPrompt& prompt,
                                                       const json::Object& members) {
  const auto* tokenizer = TRY(models::tokenizer_of(model));
  const auto config = TRY(generation::read_generation_config(members));
  generation::SearchInput input{.prompt = prompt.tokens,
                                .encoder_tokens = prompt.encoder_tokens,
                                .vocabulary = vocabulary_of(model),
                                .max_position_embeddings = positions_of(model),
                                // an encoder's input has a limit of its own
                                .capacity = prompt.encoder_tokens.empty()
                                                ? capacity_of(model, prompt.tokens.size())
                                                : model.max_positions};
  TRY(model.config.check());
  if (!config.stop_strings.empty()) input.token_text = TRY(generation::token_text(*tokenizer));
  return generation::make_search(config, std::move(input));
}

}  // namespace

Result<GeneratedText> generate_text(const models::Model& model, TextPrompt prompt,
                                    const json::Object& preferred, const Request& request,
                                    const Context& context) {
  const auto* generate = TRY(models::generate_of(model));
  TRY(check_length(model, prompt.tokens.size()));
  const auto members =
      generation::overlay(generation::overlay(model.generation_config, preferred), request.options);
  auto search = TRY(search_for(model, prompt, members));
  const auto prompt_tokens =
      prompt.encoder_tokens.empty() ? prompt.tokens.size() : prompt.encoder_tokens.size();

  tokenizers::DecodeStream stream(*TRY(models::tokenizer_of(model)),
                                  {.clean_up_tokenization_spaces = false});
  TokenEvents events(context.emit);
  const auto generated = TRY((*generate)(
      {.input = {std::move(prompt.tokens), std::move(prompt.encoder)},
       .search = std::move(search),
       .clock = context.clock},
      [&](generation::TokenId id) { events.send(id, stream.step(id)); }, context.stop));
  events.finish(stream.finish());
  return GeneratedText{.text = events.text(),
                       .finish_reason = generated.finish_reason,
                       .prompt_tokens = prompt_tokens,
                       .completion_tokens = generated.tokens.size()};
}

json::Object to_json(const GeneratedText& generated) {
  return {{"text", generated.text},
          {"usage",
           {{"prompt_tokens", generated.prompt_tokens},
            {"completion_tokens", generated.completion_tokens}}},
          {"finish_reason", generation::name_of(generated.finish_reason)}};
}

}  // namespace hfi::tasks

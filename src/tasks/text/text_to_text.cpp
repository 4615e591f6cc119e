#include "tasks/text/text_to_text.h"

#include "generation/generation_config.h"
#include "tasks/fields.h"
#include "tasks/text/generated_text.h"
#include "tasks/text/sequences.h"

namespace hfi::tasks {
namespace {

using models::Model;

Result<std::int32_t> first_token(const json::Object& members) {
  const auto config = TRY(generation::read_generation_config(members));
  if (config.decoder_start_token_id) return *config.decoder_start_token_id;
  if (config.bos_token_id) return *config.bos_token_id;
  return fail(ErrorCode::model_invalid,
              "generation_config.json: decoder_start_token_id and bos_token_id are missing, the "
              "decoder needs one to begin with");
}

// What the encoder gives the decoder, under the names that generation/decoder.h wants.
Result<Tensors> run_encoder(const Model& model, const std::vector<std::int32_t>& ids,
                            const std::stop_token& stop) {
  const auto network = model.networks.find("encoder");
  if (network == model.networks.end())
    return fail(ErrorCode::model_unsupported, model.repository.id + ": the model has no encoder");
  tokenizers::Encoding encoding;
  encoding.ids = ids;
  encoding.attention_mask.assign(ids.size(), 1);
  encoding.type_ids.assign(ids.size(), 0);
  const auto item = item_of(encoding);
  auto outputs = TRY(network->second.forward({item}, stop)).front();
  if (const auto hidden = outputs.find("last_hidden_state"); hidden != outputs.end())
    outputs.emplace("encoder_hidden_states", hidden->second);
  outputs.emplace("encoder_attention_mask", item.at("attention_mask"));
  return outputs;
}

}  // namespace

const std::vector<std::string>& text_to_text_classes() {
  static const std::vector<std::string> classes = {"ForConditionalGeneration", "MTModel"};
  return classes;
}

// config.json's own "prefix" holds for all tasks that have none.
json::Object task_specific_params(const Model& model, std::string_view task) {
  const auto& config = model.config.object();
  json::Object params;
  if (const auto* prefix = config.if_contains("prefix"); prefix && prefix->is_string())
    params["prefix"] = *prefix;
  const auto* tasks = config.if_contains("task_specific_params");
  const auto* own = tasks && tasks->is_object() ? tasks->get_object().if_contains(task) : nullptr;
  return own && own->is_object() ? generation::overlay(std::move(params), own->get_object())
                                 : params;
}

Result<json::Object> write_text(const Model& model, SourceText source, const Request& request,
                                const Context& context) {
  TextPrompt prompt{
      .tokens = {TRY(first_token(generation::overlay(model.generation_config, source.preferred)))}};
  prompt.encoder = TRY(run_encoder(model, source.ids, context.stop));
  prompt.encoder_tokens = std::move(source.ids);
  return to_json(TRY(generate_text(model, std::move(prompt), source.preferred, request, context)));
}

Result<json::Object> text_to_text(std::string_view name, const Request& request, const Model& model,
                                  const Context& context) {
  auto params = task_specific_params(model, name);
  const auto text = optional_text(params, "prefix").value_or("") + text_at(request.inputs, "text");
  SourceText source{.ids = TRY(encode(model, text)).ids, .preferred = std::move(params)};
  return write_text(model, std::move(source), request, context);
}

}  // namespace hfi::tasks

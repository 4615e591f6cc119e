#include "tasks/text/embeddings.h"

#include "tasks/text/sequences.h"
#include "tensor/math.h"

namespace hfi::tasks {
namespace {

using models::PoolingMode;

struct Plan {
  std::vector<PoolingMode> pooling;  // none: one vector per token
  std::vector<models::SentenceLayer> layers;
  bool normalize = false;  // at the end, whatever the layers do
};

Plan plan_for(const models::Model& model, const EmbeddingOptions& options) {
  Plan plan;
  if (model.sentence) plan.pooling = model.sentence->pooling;
  if (options.pooling) {
    plan.pooling.clear();
    if (const auto mode = models::pooling_mode(*options.pooling)) plan.pooling = {*mode};
  }
  if (model.sentence && !plan.pooling.empty()) plan.layers = model.sentence->layers;
  plan.normalize = options.normalize.value_or(false);
  if (options.normalize == false)
    std::erase_if(plan.layers, [](const models::SentenceLayer& layer) {
      return std::holds_alternative<models::NormalizeLayer>(layer);
    });
  return plan;
}

Result<std::string> prompt_for(const models::Model& model,
                               const std::optional<std::string>& asked) {
  if (!model.sentence || (!asked && !model.sentence->default_prompt_name)) {
    if (!asked) return std::string();
    return fail(ErrorCode::invalid_option,
                "options.prompt_name: the repository has no prompt \"" + *asked + "\"");
  }
  const auto name = asked.value_or(model.sentence->default_prompt_name.value_or(""));
  const auto& prompts = model.sentence->prompts;
  if (const auto found = prompts.find(name); found != prompts.end()) return found->second;
  std::string names;
  for (const auto& [known, text] : prompts) names += (names.empty() ? "" : ", ") + known;
  return fail(ErrorCode::invalid_option, "options.prompt_name: the repository has no prompt \"" +
                                             name + "\"; it has " +
                                             (names.empty() ? "none" : names));
}

// The tokens of a prompt that a text begins with, and that its vector leaves out.
Result<std::size_t> skipped_tokens(const models::Model& model, const std::string& prompt) {
  if (prompt.empty() || !model.sentence || model.sentence->include_prompt) return std::size_t{0};
  const auto* tokenizer = TRY(models::tokenizer_of(model));
  const auto encoding = TRY(tokenizer->encode(prompt, {.detail = tokenizers::Detail::ids}));
  const bool ends_special = !encoding.ids.empty() && encoding.special_tokens_mask.back() != 0;
  return encoding.ids.size() - (ends_special ? 1 : 0);
}

Result<tokenizers::Encoding> encode_text(const models::Model& model, const std::string& text,
                                         bool truncate) {
  if (!truncate || !model.max_length) return encode(model, text);
  const auto* tokenizer = TRY(models::tokenizer_of(model));
  return tokenizer->encode(text,
                           {.truncation = tokenizers::Truncation{.max_length = *model.max_length},
                            .detail = tokenizers::Detail::ids});
}

Result<Embedding> embedding_of(const Tensor& hidden, const Plan& plan, std::size_t skipped) {
  Embedding rows;
  if (!plan.pooling.empty()) {
    const auto length = static_cast<std::size_t>(hidden.dim(1));
    auto vector = models::pool(hidden, plan.pooling, std::min(skipped, length - 1));
    for (const auto& layer : plan.layers) vector = TRY(models::apply(layer, std::move(vector)));
    rows.push_back(std::move(vector));
  } else {
    const auto dim = static_cast<std::size_t>(hidden.shape().back());
    const auto values = hidden.values<float>();
    for (std::size_t at = 0; at < values.size(); at += dim) {
      const auto row = values.subspan(at, dim);
      rows.emplace_back(row.begin(), row.end());
    }
  }
  if (plan.normalize)
    for (auto& row : rows) normalise(row);
  return rows;
}

}  // namespace

Result<std::vector<Embedding>> embed(const models::Model& model,
                                     const std::vector<std::string>& texts,
                                     const EmbeddingOptions& options, const std::stop_token& stop) {
  const auto prompt = TRY(prompt_for(model, options.prompt_name));
  const auto skipped = TRY(skipped_tokens(model, prompt));
  std::vector<tokenizers::Encoding> encodings;
  for (const auto& text : texts)
    encodings.push_back(TRY(encode_text(model, prompt + text, options.truncate)));
  const auto plan = plan_for(model, options);
  std::vector<Embedding> embeddings;
  for (const auto& hidden : TRY(forward(model, encodings, "last_hidden_state", stop)))
    embeddings.push_back(TRY(embedding_of(hidden, plan, skipped)));
  return embeddings;
}

}  // namespace hfi::tasks

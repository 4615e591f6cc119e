// Fill mask: a text with masks in, the likeliest tokens for each out.
// contract   fill_mask.schema.json
// reference  transformers, pipelines/fill_mask.py

#include <algorithm>

#include "tasks/catalog.h"
#include "tasks/fields.h"
#include "tasks/text/sequences.h"
#include "tensor/math.h"

namespace hfi::tasks {
namespace {

using tokenizers::Encoding;
using tokenizers::Tokenizer;

Result<std::int32_t> mask_id(const Tokenizer& tokenizer) {
  if (const auto token = tokenizer.special_token("mask_token"))
    if (const auto id = tokenizer.id_of(*token)) return *id;
  return fail(ErrorCode::model_unsupported,
              "tokenizer_config.json: the tokenizer has no mask_token");
}

Result<std::vector<std::size_t>> masks_in(const Encoding& encoding, std::int32_t mask,
                                          const Tokenizer& tokenizer) {
  std::vector<std::size_t> positions;
  for (std::size_t i = 0; i < encoding.ids.size(); ++i)
    if (encoding.ids[i] == mask) positions.push_back(i);
  if (!positions.empty()) return positions;
  return fail(ErrorCode::invalid_input, "inputs.text: contains no mask; write " +
                                            tokenizer.token_of(mask).value_or("") +
                                            " where the word is missing");
}

// differs from the reference: a target that is not in the vocabulary is an error, not its first piece
Result<std::vector<std::size_t>> target_ids(const json::Object& options,
                                            const Tokenizer& tokenizer) {
  std::vector<std::size_t> ids;
  if (!options.contains("targets")) return ids;
  for (const auto& target : texts_at(options, "targets")) {
    const auto id = tokenizer.id_of(target);
    if (!id)
      return fail(ErrorCode::invalid_option,
                  "options.targets: \"" + target + "\" is not in the vocabulary");
    ids.push_back(static_cast<std::size_t>(*id));
  }
  std::ranges::sort(ids);
  const auto twice = std::unique(ids.begin(), ids.end());
  ids.erase(twice, ids.end());
  return ids;
}

// Ids of the best tokens, among `targets` when there are any.
std::vector<std::size_t> best(const std::vector<float>& scores,
                              const std::vector<std::size_t>& targets, std::size_t top_k) {
  if (targets.empty()) return top_indices(scores, top_k);
  std::vector<float> chosen;
  for (const auto id : targets) chosen.push_back(scores[id]);
  auto indices = top_indices(chosen, top_k);
  for (auto& index : indices) index = targets[index];
  return indices;
}

struct FilledText {
  const Tokenizer& tokenizer;
  const Encoding& encoding;
  bool single_mask;

  // The text with `token` at `position`. Other masks stay visible, so special tokens are kept when there are several.
  std::string with(std::int32_t token, std::size_t position) const {
    auto ids = encoding.ids;
    ids[position] = token;
    return tokenizer.decode(ids, {.skip_special_tokens = single_mask});
  }
};

json::Array guesses(const std::vector<float>& scores, const std::vector<std::size_t>& ids,
                    std::size_t position, const FilledText& text) {
  json::Array list;
  for (const auto id : ids) {
    const auto token = static_cast<std::int32_t>(id);
    list.push_back(
        json::Object{{"label", text.tokenizer.decode({token}, {.skip_special_tokens = false})},
                     {"token", token},
                     {"score", json::number(scores[id])},
                     {"sequence", text.with(token, position)}});
  }
  return list;
}

Result<json::Object> run(const Request& request, const models::Model& model,
                         const Context& context) {
  const auto* tokenizer = TRY(models::tokenizer_of(model));
  const auto mask = TRY(mask_id(*tokenizer));
  const auto targets = TRY(target_ids(request.options, *tokenizer));
  const auto encoding = TRY(encode(model, text_at(request.inputs, "text")));
  const auto positions = TRY(masks_in(encoding, mask, *tokenizer));
  const auto logits = TRY(forward(model, {encoding}, "logits", context.stop)).front();

  const auto vocabulary = static_cast<std::size_t>(logits.shape().back());
  const FilledText text{*tokenizer, encoding, positions.size() == 1};
  json::Array lists;
  for (const auto position : positions) {
    const auto scores = softmax(logits.values<float>().subspan(position * vocabulary, vocabulary));
    const auto ids = best(scores, targets, count_at(request.options, "top_k"));
    lists.push_back(guesses(scores, ids, position, text));
  }
  return json::Object{
      {"predictions", lists.size() == 1 ? lists.front() : json::Value(std::move(lists))}};
}

}  // namespace

Task fill_mask() { return {.name = "fill-mask", .heads = {"ForMaskedLM"}, .run = run}; }

}  // namespace hfi::tasks

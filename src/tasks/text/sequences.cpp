#include "tasks/text/sequences.h"

#include "tasks/network_output.h"

namespace hfi::tasks {
namespace {

template <class T>
Tensor row_of(const std::vector<T>& values) {
  Tensor tensor(DType::i64, {1, static_cast<std::int64_t>(values.size())});
  std::ranges::copy(values, tensor.mutable_values<std::int64_t>().begin());
  return tensor;
}

}  // namespace

Result<void> check_length(const models::Model& model, const tokenizers::Encoding& encoding,
                          std::string_view where) {
  if (!model.max_length || encoding.ids.size() <= *model.max_length) return {};
  return fail(ErrorCode::input_too_long,
              std::string(where) + ": " + std::to_string(encoding.ids.size()) +
                  " tokens, the model takes " + std::to_string(*model.max_length),
              {{"tokens", encoding.ids.size()}, {"max_tokens", *model.max_length}});
}

Result<tokenizers::Encoding> encode(const models::Model& model, std::string_view text,
                                    const std::optional<std::string>& pair,
                                    std::string_view where) {
  const auto* tokenizer = TRY(models::tokenizer_of(model));
  auto encoding = TRY(pair ? tokenizer->encode_pair(text, *pair) : tokenizer->encode(text));
  TRY(check_length(model, encoding, where));
  return encoding;
}

Tensors item_of(const tokenizers::Encoding& encoding) {
  return {{"input_ids", row_of(encoding.ids)},
          {"attention_mask", row_of(encoding.attention_mask)},
          {"token_type_ids", row_of(encoding.type_ids)}};
}

models::Items items_of(const std::vector<tokenizers::Encoding>& encodings) {
  models::Items items;
  for (const auto& encoding : encodings) items.push_back(item_of(encoding));
  return items;
}

Result<std::vector<Tensor>> forward(const models::Model& model,
                                    const std::vector<tokenizers::Encoding>& encodings,
                                    std::string_view name, const std::stop_token& stop) {
  return outputs_of(model, items_of(encodings), name, stop);
}

}  // namespace hfi::tasks

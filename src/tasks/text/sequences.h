#pragma once
// Texts on their way into an encoder, and the answers of one on their way out.

#include <stop_token>
#include <string_view>

#include "models/model.h"

namespace hfi::tasks {

// Fails with input_too_long, giving both numbers, when the encoding of the input `where` does not fit the model.
Result<void> check_length(const models::Model& model, const tokenizers::Encoding& encoding,
                          std::string_view where = "inputs.text");

// The text, or the pair when there is a second one, with special tokens; checked by check_length.
Result<tokenizers::Encoding> encode(const models::Model& model, std::string_view text,
                                    const std::optional<std::string>& pair = std::nullopt,
                                    std::string_view where = "inputs.text");

// input_ids, attention_mask and token_type_ids, each [1, length].
Tensors item_of(const tokenizers::Encoding& encoding);

// The same for each of several.
models::Items items_of(const std::vector<tokenizers::Encoding>& encodings);

// Output `name` of each encoding. Fails with model_unsupported when the model has none of that name.
Result<std::vector<Tensor>> forward(const models::Model& model,
                                    const std::vector<tokenizers::Encoding>& encodings,
                                    std::string_view name, const std::stop_token& stop);

}  // namespace hfi::tasks

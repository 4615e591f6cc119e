#pragma once
// Repositories without tokenizer.json: what transformers makes of their files.

#include "tokenizers/convert/source.h"

namespace hfi::tokenizers::convert {

// The files that converters read, where a repository has them.
const std::vector<std::string>& file_names();

// The document that tokenizer.json would be; nullopt when none of the files is a vocabulary. The class is the
// configuration's tokenizer_class, else the one of the model type. Fails with model_unsupported when there is no converter
// for it.
Result<std::optional<json::Object>> convert(const Files& files,
                                            const json::Object& tokenizer_config,
                                            std::string_view model_type);

}  // namespace hfi::tokenizers::convert

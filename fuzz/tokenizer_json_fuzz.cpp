#include "exercise.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto tokenizer = hfi::tokenizers::Tokenizer::from_json(text, {});
  if (tokenizer) hfi::fuzz::exercise(*tokenizer);
  return 0;
}

#include "exercise.h"
#include "tokenizers/convert/convert.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace hfi;
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  const tokenizers::convert::Files files{
      {"spiece.model", bytes},
      {"tokenizer.model", bytes},
      {"sentencepiece.bpe.model", bytes},
      {"source.spm", bytes},
      {"vocab.json", R"({"<unk>": 0, "</s>": 1, "<pad>": 2, "a": 3})"}};
  for (const auto* type : {"T5Tokenizer", "LlamaTokenizer", "NllbTokenizer", "MarianTokenizer"}) {
    const json::Object config{{"tokenizer_class", type}, {"extra_ids", 3}};
    const auto document = tokenizers::convert::convert(files, config, "");
    if (!document || !*document) continue;
    const auto tokenizer = tokenizers::Tokenizer::from_document(**document, config);
    if (tokenizer) fuzz::exercise(*tokenizer);
  }
  return 0;
}

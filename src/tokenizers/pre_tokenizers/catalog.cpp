#include "tokenizers/pre_tokenizers/catalog.h"

namespace hfi::tokenizers {
namespace {

constexpr Unit<PreTokenizer> units[] = {
#define PRE_TOKENIZER(type, function) {#type, pre_tokenizers::function},
#include "tokenizers/pre_tokenizers/catalog.def"
#undef PRE_TOKENIZER
};

}  // namespace

Result<std::unique_ptr<const PreTokenizer>> read_pre_tokenizer(const Component& component) {
  return read_unit(units, component);
}

}  // namespace hfi::tokenizers

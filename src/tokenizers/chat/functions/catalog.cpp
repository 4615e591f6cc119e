#include "tokenizers/chat/functions/catalog.h"

namespace hfi::tokenizers::chat::functions {

Function find(std::string_view name) {
#define FUNCTION(function) \
  if (name == #function) return function##_;
#include "tokenizers/chat/functions/catalog.def"
#undef FUNCTION
  return nullptr;
}

}  // namespace hfi::tokenizers::chat::functions

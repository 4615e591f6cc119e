// How a template refuses a conversation: its message is the error's.

#include "tokenizers/chat/functions/catalog.h"
#include "tokenizers/chat/values/text.h"

namespace hfi::tokenizers::chat::functions {

Result<Value> raise_exception_(Renderer&, const Arguments& arguments) {
  const auto bound = TRY(Bound::of("raise_exception", arguments, {"message"}));
  return error(to_text(TRY(bound.required(0))));
}

}  // namespace hfi::tokenizers::chat::functions

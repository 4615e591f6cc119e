#pragma once
// The functions that every template can call, one per line of catalog.def.

#include "tokenizers/chat/renderer.h"

namespace hfi::tokenizers::chat::functions {

using Function = Result<Value> (*)(Renderer& renderer, const Arguments& arguments);

#define FUNCTION(name) Result<Value> name##_(Renderer& renderer, const Arguments& arguments);
#include "tokenizers/chat/functions/catalog.def"
#undef FUNCTION

// nullptr when there is none of this name.
Function find(std::string_view name);

class Global final : public Callable {
 public:
  explicit Global(Function function) : function_(function) {}

  Result<Value> call(Renderer& renderer, const Arguments& arguments) const override {
    return function_(renderer, arguments);
  }

 private:
  Function function_;
};

}  // namespace hfi::tokenizers::chat::functions

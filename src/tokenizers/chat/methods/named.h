#pragma once
// A method under its name.

#include <algorithm>
#include <array>

#include "tokenizers/chat/methods/methods.h"

namespace hfi::tokenizers::chat::methods {

struct Named {
  std::string_view name;
  Method method;
};

// nullptr when there is none of this name.
template <std::size_t size>
Method find(const std::array<Named, size>& methods, std::string_view name) {
  const auto found = std::ranges::find(methods, name, &Named::name);
  return found == methods.end() ? nullptr : found->method;
}

}  // namespace hfi::tokenizers::chat::methods

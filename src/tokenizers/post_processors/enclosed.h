#pragma once

#include "tokenizers/component.h"
#include "tokenizers/encoding.h"

namespace hfi::tokenizers::post_processors {

// The member `key`: ["token", id].
Result<SpecialToken> read_token(const Component& component, std::string_view key);

// What goes around a text, and the type id of what is added.
struct Frame {
  std::vector<SpecialToken> before;
  std::vector<SpecialToken> after;
  std::int32_t type_id = 0;
};

// Puts the frame around the text and around each of its windows.
Encoding enclosed(Encoding&& text, const Frame& frame);

}  // namespace hfi::tokenizers::post_processors

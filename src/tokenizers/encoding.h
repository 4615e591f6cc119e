#pragma once
// Joining and cutting of encodings.

#include "tokenizers/tokenizer.h"

namespace hfi::tokenizers {

// Takes out of an encoding and its windows what Detail::ids leaves out.
void drop_detail(Encoding& encoding);

// Appends the tokens of `from` to `to`; neither one's overflowing windows are looked at.
void append_tokens(Encoding& to, const Encoding& from);
void append_tokens(Encoding& to, Encoding&& from);

// A token that stands for no part of the text.
struct SpecialToken {
  std::int32_t id;
  std::string text;
};
void append_special(Encoding& to, const SpecialToken& token, std::int32_t type_id);

// The tokens [begin, end).
Encoding slice(const Encoding& encoding, std::size_t begin, std::size_t end);

// Joins from left to right. Each window of one is combined with each of the others, in the library's order.
Encoding merged(std::vector<Encoding> encodings);

}  // namespace hfi::tokenizers

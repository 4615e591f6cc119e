#pragma once
// Where sentences end (Unicode Standard Annex 29, section 5).

#include <string_view>
#include <vector>

namespace hfi::tokenizers::unicode {

// The text cut behind each sentence, white space included: joined they are the text. REQUIRES: UTF-8.
std::vector<std::string_view> sentences(std::string_view text);

}  // namespace hfi::tokenizers::unicode

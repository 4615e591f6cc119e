#pragma once

#include <unicode/uchar.h>

namespace hfi::tokenizers::unicode {

// Whether Unicode 9 had the character: the version of the library's normal forms and scripts.
inline bool in_unicode_9(char32_t c) {
  UVersionInfo age;
  u_charAge(static_cast<UChar32>(c), static_cast<std::uint8_t*>(age));
  return age[0] >= 1 && age[0] <= 9;
}

}  // namespace hfi::tokenizers::unicode

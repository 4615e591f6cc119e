#pragma once
// How a value is written as a text of some width: [[fill]align][sign][#][0][width][,][.precision][type]
// Reference: Python, "Format Specification Mini-Language".

#include "tokenizers/chat/values/value.h"

namespace hfi::tokenizers::chat {

struct Specification {
  std::string fill = " ";
  char align = '\0';
  char sign = '\0';
  bool grouped = false;
  std::size_t width = 0;
  int precision = -1;
  char type = '\0';
};

Result<Specification> read_specification(std::string_view text);

Result<std::string> formatted(const Value& value, const Specification& specification);

}  // namespace hfi::tokenizers::chat

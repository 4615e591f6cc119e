#include "tokenizers/text/replace_all.h"

namespace hfi::tokenizers {

std::string replace_all(std::string_view text, std::string_view from, std::string_view to) {
  std::string result;
  for (auto found = text.find(from); found != std::string_view::npos; found = text.find(from)) {
    result += text.substr(0, found);
    result += to;
    text.remove_prefix(found + from.size());
  }
  result += text;
  return result;
}

}  // namespace hfi::tokenizers

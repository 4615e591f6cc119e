#include "tokenizers/unicode/sentences.h"

#include <unicode/ubrk.h>
#include <unicode/utext.h>

#include <memory>
#include <stdexcept>

namespace hfi::tokenizers::unicode {
namespace {

void check(UErrorCode status) {
  if (U_FAILURE(status) != 0) throw std::runtime_error(u_errorName(status));
}

}  // namespace

std::vector<std::string_view> sentences(std::string_view text) {
  auto status = U_ZERO_ERROR;
  const std::unique_ptr<UText, decltype(&utext_close)> input(
      utext_openUTF8(nullptr, text.data(), static_cast<std::int64_t>(text.size()), &status),
      &utext_close);
  check(status);
  const std::unique_ptr<UBreakIterator, decltype(&ubrk_close)> breaks(
      ubrk_open(UBRK_SENTENCE, "", nullptr, 0, &status), &ubrk_close);
  check(status);
  ubrk_setUText(breaks.get(), input.get(), &status);
  check(status);
  std::vector<std::string_view> result;
  std::size_t start = 0;
  for (auto end = ubrk_next(breaks.get()); end != UBRK_DONE; end = ubrk_next(breaks.get())) {
    result.push_back(text.substr(start, static_cast<std::size_t>(end) - start));
    start = static_cast<std::size_t>(end);
  }
  return result;
}

}  // namespace hfi::tokenizers::unicode

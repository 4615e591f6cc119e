#define PCRE2_CODE_UNIT_WIDTH 8
#include "tokenizers/text/regex.h"

#include <pcre2.h>

#include <array>
#include <string>

namespace hfi::tokenizers {
namespace {

constexpr std::size_t max_pattern_bytes = std::size_t{1} << 16U;
constexpr std::uint32_t max_steps = 50'000'000;

std::string message_of(int error) {
  std::array<PCRE2_UCHAR, 256> text{};
  pcre2_get_error_message(error, text.data(), text.size());
  return reinterpret_cast<const char*>(text.data());
}

struct Free {
  void operator()(pcre2_code* code) const { pcre2_code_free(code); }
  void operator()(pcre2_match_data* data) const { pcre2_match_data_free(data); }
  void operator()(pcre2_match_context* context) const { pcre2_match_context_free(context); }
};

}  // namespace

struct Regex::Code {
  std::unique_ptr<pcre2_code, Free> code;
  std::unique_ptr<pcre2_match_context, Free> limits;
};

Result<Regex> Regex::compile(std::string_view pattern) {
  if (pattern.size() > max_pattern_bytes)
    return fail(ErrorCode::model_invalid, "a pattern of " + std::to_string(pattern.size()) +
                                              " bytes; at most " +
                                              std::to_string(max_pattern_bytes) + " are read");
  int error = 0;
  std::size_t offset = 0;
  auto code = std::make_shared<Code>();
  code->code.reset(pcre2_compile(reinterpret_cast<PCRE2_SPTR>(pattern.data()), pattern.size(),
                                 PCRE2_UTF | PCRE2_UCP | PCRE2_MULTILINE | PCRE2_NO_UTF_CHECK,
                                 &error, &offset, nullptr));
  if (!code->code)
    return fail(ErrorCode::model_invalid, "at byte " + std::to_string(offset) +
                                              " of the pattern \"" + std::string(pattern) +
                                              "\": " + message_of(error));
  pcre2_jit_compile(code->code.get(), PCRE2_JIT_COMPLETE);
  code->limits.reset(pcre2_match_context_create(nullptr));
  pcre2_set_match_limit(code->limits.get(), max_steps);
  return Regex(std::move(code));
}

Result<std::optional<Match>> Regex::find(std::string_view text, std::size_t from) const {
  const std::unique_ptr<pcre2_match_data, Free> data(pcre2_match_data_create(1, nullptr));
  const auto found =
      pcre2_match(code_->code.get(), reinterpret_cast<PCRE2_SPTR>(text.data()), text.size(), from,
                  PCRE2_NO_UTF_CHECK, data.get(), code_->limits.get());
  if (found == PCRE2_ERROR_NOMATCH) return std::nullopt;
  if (found < 0)
    return fail(ErrorCode::invalid_input,
                "at byte " + std::to_string(from) +
                    " of the text, the tokenizer's pattern: " + message_of(found));
  const auto* bounds = pcre2_get_ovector_pointer(data.get());
  return Match{bounds[0], bounds[1]};
}

}  // namespace hfi::tokenizers

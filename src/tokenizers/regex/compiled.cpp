#define PCRE2_CODE_UNIT_WIDTH 8
#include "tokenizers/regex/compiled.h"

#include <pcre2.h>

#include <array>

namespace hfi::tokenizers::regex {
namespace {

constexpr std::uint32_t max_steps = 50'000'000;

std::string message_of(int error) {
  std::array<PCRE2_UCHAR, 256> text{};
  pcre2_get_error_message(error, text.data(), text.size());
  return reinterpret_cast<const char*>(text.data());
}

struct Free {
  void operator()(pcre2_code* code) const { pcre2_code_free(code); }
  void operator()(pcre2_compile_context* context) const { pcre2_compile_context_free(context); }
  void operator()(pcre2_match_data* data) const { pcre2_match_data_free(data); }
  void operator()(pcre2_match_context* context) const { pcre2_match_context_free(context); }
};

PCRE2_SPTR bytes_of(std::string_view text) { return reinterpret_cast<PCRE2_SPTR>(text.data()); }

}  // namespace

struct Compiled::Code {
  std::unique_ptr<pcre2_code, Free> code;
};

struct Compiled::Search::Memory {
  std::shared_ptr<const Code> code;
  std::unique_ptr<pcre2_match_data, Free> data{pcre2_match_data_create(1, nullptr)};
  std::unique_ptr<pcre2_match_context, Free> limits{pcre2_match_context_create(nullptr)};
};

Result<Compiled> Compiled::compile(std::string_view pattern) {
  const std::unique_ptr<pcre2_compile_context, Free> context(pcre2_compile_context_create(nullptr));
  pcre2_set_newline(context.get(), PCRE2_NEWLINE_LF);
  int error = 0;
  std::size_t offset = 0;
  auto code = std::make_shared<Code>();
  code->code.reset(pcre2_compile(bytes_of(pattern), pattern.size(),
                                 PCRE2_UTF | PCRE2_UCP | PCRE2_MULTILINE | PCRE2_NO_UTF_CHECK,
                                 &error, &offset, context.get()));
  if (!code->code) {
    std::string message = "at byte " + std::to_string(offset) + " of ";
    return fail(ErrorCode::model_invalid, message.append(pattern).append(": ") + message_of(error));
  }
  pcre2_jit_compile(code->code.get(), PCRE2_JIT_COMPLETE);
  return Compiled(std::move(code));
}

Compiled::Search::Search(const Compiled& compiled) : memory_(std::make_shared<Memory>()) {
  memory_->code = compiled.code_;
  pcre2_set_match_limit(memory_->limits.get(), max_steps);
}

Result<std::optional<Match>> Compiled::Search::find(std::string_view text, std::size_t from) {
  const auto run = [&](std::uint32_t options) {
    return pcre2_match(memory_->code->code.get(), bytes_of(text), text.size(), from,
                       PCRE2_NO_UTF_CHECK | options, memory_->data.get(), memory_->limits.get());
  };
  auto found = run(0);
  if (found == PCRE2_ERROR_JIT_STACKLIMIT) found = run(PCRE2_NO_JIT);  // which has the heap
  if (found == PCRE2_ERROR_NOMATCH) return std::nullopt;
  if (found < 0)
    return fail(ErrorCode::invalid_input,
                "at byte " + std::to_string(from) +
                    " of the text, the tokenizer's pattern: " + message_of(found));
  const auto* bounds = pcre2_get_ovector_pointer(memory_->data.get());
  return Match{bounds[0], bounds[1]};
}

}  // namespace hfi::tokenizers::regex

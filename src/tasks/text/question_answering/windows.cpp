// reference  transformers 4, pipelines/question_answering.py, preprocess

#include "tasks/text/question_answering/windows.h"

#include <algorithm>

namespace hfi::tasks {
namespace {

constexpr std::size_t default_max_seq_len = 384;
constexpr std::size_t default_doc_stride = 128;

auto invalid_option(std::string message) {
  return fail(ErrorCode::invalid_option, std::move(message));
}

Result<std::size_t> window_length(const models::Model& model, const WindowOptions& options) {
  const auto most = model.max_length.value_or(default_max_seq_len);
  if (!options.max_seq_len) return std::min(most, default_max_seq_len);
  if (model.max_length && *options.max_seq_len > most)
    return invalid_option("options.max_seq_len: " + std::to_string(*options.max_seq_len) +
                          ", the model takes " + std::to_string(most));
  return *options.max_seq_len;
}

// The tokens of the context that fit beside the question.
Result<std::size_t> room_for_context(const tokenizers::Tokenizer& tokenizer,
                                     const std::string& question, std::size_t length) {
  const auto asked = TRY(tokenizer.encode(question, {.add_special_tokens = false})).ids.size();
  const auto taken = asked + tokenizer.num_special_tokens_to_add(true);
  if (taken < length) return length - taken;
  return fail(ErrorCode::input_too_long,
              "inputs.question: " + std::to_string(taken) +
                  " tokens with special tokens, a window holds " + std::to_string(length),
              {{"tokens", taken}, {"max_tokens", length}});
}

Result<void> check_texts(const std::string& question, const std::string& context) {
  if (question.empty()) return fail(ErrorCode::invalid_input, "inputs.question: is empty");
  if (context.empty()) return fail(ErrorCode::invalid_input, "inputs.context: is empty");
  return {};
}

}  // namespace

Result<std::vector<tokenizers::Encoding>> context_windows(const models::Model& model,
                                                          const std::string& question,
                                                          const std::string& context,
                                                          const WindowOptions& options) {
  TRY(check_texts(question, context));
  const auto* tokenizer = TRY(models::tokenizer_of(model));
  const auto length = TRY(window_length(model, options));
  const auto room = TRY(room_for_context(*tokenizer, question, length));
  auto whole = TRY(tokenizer->encode_pair(question, context));
  if (whole.ids.size() <= length) return std::vector{std::move(whole)};
  const auto stride = options.doc_stride.value_or(std::min(length / 2, default_doc_stride));
  if (stride >= room)
    return invalid_option("options.doc_stride: " + std::to_string(stride) +
                          ", beside the question a window holds " + std::to_string(room) +
                          " tokens of the context; it must be less");
  const tokenizers::Truncation cut{
      .max_length = length, .stride = stride, .strategy = tokenizers::Strategy::only_second};
  auto first = TRY(tokenizer->encode_pair(question, context, {.truncation = cut}));
  auto windows = std::move(first.overflowing);
  windows.insert(windows.begin(), std::move(first));
  return windows;
}

}  // namespace hfi::tasks

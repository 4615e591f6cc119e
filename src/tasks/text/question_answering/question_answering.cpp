// Question answering: the words of a context that answer a question. A long context is read in windows.
// contract   question_answering.schema.json
// reference  transformers 4, pipelines/question_answering.py (version 5 has no such pipeline)

#include <algorithm>

#include "core/utf8.h"
#include "tasks/catalog.h"
#include "tasks/fields.h"
#include "tasks/network_output.h"
#include "tasks/text/question_answering/spans.h"
#include "tasks/text/question_answering/windows.h"
#include "tasks/text/sequences.h"
#include "tokenizers/unicode/lowercase.h"

namespace hfi::tasks {
namespace {

using tokenizers::Encoding;

struct Answer {
  std::string text;
  std::string lower;  // answers that differ in case are one
  float score = 0;
  std::size_t start = 0, end = 0;  // characters of the context
};

Result<std::string> lowercase(std::string_view text) {
  const auto lower = TRY(tokenizers::unicode::lowercased(tokenizers::AlignedText::input(text, 0)));
  return std::string(lower.view());
}

// Tokens of the context, and the class token: models choose it where there is no answer.
std::vector<bool> allowed_tokens(const Encoding& window, const tokenizers::Tokenizer& tokenizer) {
  const auto cls = tokenizer.special_token("cls_token");
  const auto cls_id = cls ? tokenizer.id_of(*cls) : std::nullopt;
  std::vector<bool> allowed;
  for (std::size_t i = 0; i < window.ids.size(); ++i)
    allowed.push_back(window.sequence_ids[i] == 1 || window.ids[i] == cls_id);
  return allowed;
}

// The characters of the word that a token belongs to, as far as this window shows it.
tokenizers::Offset word_around(const Encoding& window, std::size_t token) {
  const auto word = window.word_ids[token];
  auto whole = window.offsets[token];
  if (word == tokenizers::no_word) return whole;
  for (std::size_t i = 0; i < window.ids.size(); ++i)
    if (window.word_ids[i] == word && window.sequence_ids[i] == window.sequence_ids[token]) {
      whole.start = std::min(whole.start, window.offsets[i].start);
      whole.end = std::max(whole.end, window.offsets[i].end);
    }
  return whole;
}

// Equal words at different places count as one answer, the first.
Result<void> add_answer(std::vector<Answer>& answers, Answer answer) {
  answer.lower = TRY(lowercase(answer.text));
  const auto same = std::ranges::find(answers, answer.lower, &Answer::lower);
  if (same != answers.end())
    same->score += answer.score;
  else
    answers.push_back(std::move(answer));
  return {};
}

struct Wanted {
  std::size_t top_k;
  std::size_t max_answer_len;
  bool handle_impossible_answer;
  bool align_to_words;
};

json::Object to_json(const Answer& answer) {
  return {{"answer", answer.text},
          {"score", json::number(answer.score)},
          {"start", answer.start},
          {"end", answer.end}};
}

json::Object best_of(std::vector<Answer> answers, std::size_t top_k) {
  std::ranges::stable_sort(answers, std::greater{}, &Answer::score);
  if (answers.size() > top_k) answers.resize(top_k);
  auto output = to_json(answers.front());
  if (top_k == 1) return output;
  json::Array list;
  for (const auto& answer : answers) list.push_back(to_json(answer));
  output["answers"] = std::move(list);
  return output;
}

std::vector<Answer> answers_in(const Encoding& window, const WindowSpans& spans,
                               const CharacterIndex& context, const Wanted& wanted) {
  std::vector<Answer> found;
  for (const auto& span : spans.best) {
    const auto first =
        wanted.align_to_words ? word_around(window, span.start) : window.offsets[span.start];
    const auto last =
        wanted.align_to_words ? word_around(window, span.end) : window.offsets[span.end];
    found.push_back({.text = std::string(context.slice(first.start, last.end)),
                     .lower = {},
                     .score = span.score,
                     .start = first.start,
                     .end = last.end});
  }
  return found;
}

Result<json::Object> run(const Request& request, const models::Model& model,
                         const Context& context) {
  const auto* tokenizer = TRY(models::tokenizer_of(model));
  const auto text = text_at(request.inputs, "context");
  const auto windows = TRY(context_windows(model, text_at(request.inputs, "question"), text,
                                           {optional_count(request.options, "max_seq_len"),
                                            optional_count(request.options, "doc_stride")}));
  const Wanted wanted{
      .top_k = count_at(request.options, "top_k"),
      .max_answer_len = count_at(request.options, "max_answer_len"),
      .handle_impossible_answer = flag_at(request.options, "handle_impossible_answer"),
      .align_to_words = flag_at(request.options, "align_to_words")};
  // aligned to words, several spans may be one answer
  const auto per_window = wanted.align_to_words ? wanted.top_k * 2 + 10 : wanted.top_k;
  const auto all = TRY(model.forward(items_of(windows), context.stop));
  const CharacterIndex characters(text);
  std::vector<Answer> answers;
  float impossible = 1;
  for (std::size_t i = 0; i < windows.size(); ++i) {
    const auto starts = TRY(output_of(model, all[i], "start_logits"));
    const auto ends = TRY(output_of(model, all[i], "end_logits"));
    const auto spans =
        best_spans(starts.values<float>(), ends.values<float>(),
                   allowed_tokens(windows[i], *tokenizer), per_window, wanted.max_answer_len);
    impossible = std::min(impossible, spans.impossible);
    for (auto& answer : answers_in(windows[i], spans, characters, wanted))
      TRY(add_answer(answers, std::move(answer)));
  }
  if (wanted.handle_impossible_answer)
    answers.push_back({.text = "", .lower = "", .score = impossible, .start = 0, .end = 0});
  if (answers.empty())
    return fail(ErrorCode::inference_failed, "the model gives no answer any probability");
  return best_of(std::move(answers), wanted.top_k);
}

}  // namespace

Task question_answering() {
  return {.name = "question-answering", .heads = {"ForQuestionAnswering"}, .run = run};
}

}  // namespace hfi::tasks

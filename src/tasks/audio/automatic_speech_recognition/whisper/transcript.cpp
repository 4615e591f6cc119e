#include "tasks/audio/automatic_speech_recognition/whisper/transcript.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>

#include "tasks/audio/automatic_speech_recognition/whisper/languages.h"

namespace hfi::tasks::whisper {
namespace {

constexpr double times_per_segment = 1500;  // what a whole segment has, in every Whisper

// To hundredths as Python's round does it: by the decimal digits of the exact value.
double rounded(double seconds) {
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "%.2f", seconds);
  return std::strtod(text.data(), nullptr);
}

}  // namespace

Transcript::Transcript(const tokenizers::Tokenizer& tokenizer, Times times, TokenId timestamp_begin,
                       double seconds_per_time, Listener listener)
    : tokenizer_(&tokenizer),
      times_(times),
      timestamp_begin_(timestamp_begin),
      seconds_per_time_(seconds_per_time),
      listener_(std::move(listener)) {}

void Transcript::begin(const std::optional<Stride>& stride, TokenView tokens) {
  stride_ = stride;
  tokens_.clear();
  token_times_.clear();
  last_time_.reset();
  first_time_ = timestamp_begin_;
  latest_ = before_latest_ = segments_ = 0;
  if (stride) find_overlap(tokens, *stride);
}

// Times in what windows share are not trusted: what was said there is put together after both have been heard.
void Transcript::find_overlap(TokenView tokens, const Stride& stride) {
  offset_ -= stride.left;
  const auto right = stride.length - stride.right;
  if (stride.left != 0) first_time_ = stride.left / seconds_per_time_ + timestamp_begin_;
  if (stride.right == 0) return;
  for (auto i = tokens.size(); i-- > 0;) {
    if (tokens[i] < timestamp_begin_) continue;
    if (last_time_ && (tokens[i] - timestamp_begin_) * seconds_per_time_ < right) break;
    last_time_ = tokens[i];
  }
}

void Transcript::add(TokenId token, float time) {
  if (token >= timestamp_begin_)
    add_time(token);
  else if (!add_special(token))
    add_text(token, time);
  tokens_.push_back(token);
  token_times_.push_back(time);
}

// Special tokens are no text, and tell at most of a language.
bool Transcript::add_special(TokenId token) {
  if (!tokenizer_->decode({token}).empty()) return false;
  const auto text = tokenizer_->token_of(token).value_or("");
  if (!text.starts_with("<|") || !text.ends_with("|>")) return true;
  const auto language = language_name(std::string_view(text).substr(2, text.size() - 4));
  if (!language) return true;
  if (language_ && language != language_ && times_ == Times::none) close_chunk();
  language_ = language;
  return true;
}

void Transcript::add_text(TokenId token, float time) {
  current_.tokens.push_back(token);
  if (!stride_) listener_.token(token);
  if (times_ != Times::words) return;
  const auto start = token_times_.empty() ? 0.0 : static_cast<double>(token_times_.back());
  current_.times.push_back(
      {rounded(start + offset_), rounded(static_cast<double>(time) + offset_)});
}

// Times begin again with each segment that was heard by itself.
double Transcript::moment_of(TokenId token) {
  const auto time = (token - timestamp_begin_) * seconds_per_time_;
  if (time < latest_) {
    const auto count = tokens_.size();
    const bool single = count >= 2 && !(tokens_[count - 1] >= timestamp_begin_ &&
                                        tokens_[count - 2] >= timestamp_begin_);
    if (single) {
      segments_ += seconds_per_time_ * times_per_segment;
    } else {
      latest_ = before_latest_;
      segments_ += before_latest_;
    }
  }
  before_latest_ = latest_;
  latest_ = time;
  return rounded(time + offset_ + segments_);
}

void Transcript::add_time(TokenId token) {
  const auto moment = moment_of(token);
  if (last_time_ && *last_time_ != 0 && token >= *last_time_)
    skip_ = true;  // in the overlap; its pair, where another chunk would begin, is left out too
  else if (skip_ || (!before_.empty() && token < first_time_))
    skip_ = false;
  else if (!chunk_.start)
    chunk_.start = moment;
  else if (moment != *chunk_.start) {  // else the same time was written twice
    chunk_.end = moment;
    close_chunk();
  }
}

// The chunk's text is what was said since the last, in all windows.
void Transcript::close_chunk() {
  before_.push_back(std::exchange(current_, {}));
  const auto said = joined(std::exchange(before_, {}));
  if (stride_)
    for (const auto token : said.tokens) listener_.token(token);
  listener_.close();
  auto chunk = std::exchange(chunk_, {});
  chunk.text = tokenizer_->decode(said.tokens, {.skip_special_tokens = false});
  text_ += chunk.text;
  if (times_ != Times::words) return chunks_.push_back(std::move(chunk));
  for (const auto& word : words_of(*tokenizer_, said.tokens, language_))
    chunks_.push_back(
        {word.text, said.times[word.tokens.front()].start, said.times[word.tokens.back()].end});
}

void Transcript::end() {
  if (stride_) offset_ += stride_->length - stride_->right;
  const bool empty = std::ranges::all_of(before_, [](const Said& s) { return s.tokens.empty(); });
  if (!current_.tokens.empty()) {
    before_.push_back(std::exchange(current_, {}));
  } else if (empty) {
    chunk_ = {};
    before_.clear();
  }
}

std::vector<Chunk> Transcript::finish() {
  if (!before_.empty()) {
    current_ = std::move(before_.back());
    before_.pop_back();
    close_chunk();
  }
  return std::move(chunks_);
}

}  // namespace hfi::tasks::whisper

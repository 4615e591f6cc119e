#pragma once
// What a Whisper wrote as text and as chunks with their times, whether it heard all at once, in segments, or in windows that
// overlap.
// Reference: transformers, models/whisper/tokenization_whisper.py, _decode_asr.

#include <functional>

#include "tasks/audio/automatic_speech_recognition/whisper/common_sequence.h"
#include "tasks/audio/automatic_speech_recognition/whisper/settings.h"
#include "tasks/audio/automatic_speech_recognition/whisper/words.h"

namespace hfi::tasks::whisper {

enum class Times { none, segments, words };

// Of a window among others, in seconds.
struct Stride {
  double length, left, right;
};

// Hears of text as soon as it is certain.
struct Listener {
  std::function<void(TokenId)> token = [](TokenId) {};
  std::function<void()> close = [] {};  // after a chunk, whose text stands alone
};

struct Chunk {
  std::string text;
  std::optional<double> start{}, end{};
};

class Transcript {
 public:
  Transcript(const tokenizers::Tokenizer& tokenizer, Times times, TokenId timestamp_begin,
             double seconds_per_time, Listener listener = {});

  // A window, or a whole recording where there is no stride; its tokens follow, then its end.
  void begin(const std::optional<Stride>& stride, TokenView tokens = {});
  // `time` is needed for the times of words: when the token ends.
  void add(TokenId token, float time = 0.0F);
  void end();

  // Everything that was said, segments or words. To be called once.
  std::vector<Chunk> finish();
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  void add_time(TokenId token);
  void add_text(TokenId token, float time);
  bool add_special(TokenId token);
  void close_chunk();
  double moment_of(TokenId token);
  void find_overlap(TokenView tokens, const Stride& stride);

  const tokenizers::Tokenizer* tokenizer_;
  Times times_;
  TokenId timestamp_begin_;
  double seconds_per_time_;
  Listener listener_;

  std::string text_{};
  std::vector<Chunk> chunks_{};
  Chunk chunk_{};
  std::vector<Said> before_{};  // of earlier windows, in the chunk that is open
  Said current_{};
  double offset_ = 0;  // of the window, in seconds
  bool skip_ = false;  // the second time of a pair in an overlap
  std::optional<std::string> language_{};

  // of the window
  std::optional<Stride> stride_{};
  Tokens tokens_{};
  std::vector<float> token_times_{};
  std::optional<TokenId> last_time_{};
  double first_time_ = 0;
  double latest_ = 0, before_latest_ = 0, segments_ = 0;
};

}  // namespace hfi::tasks::whisper

#pragma once
// What becomes of the delimiters when a text is split at them.

#include "tokenizers/component.h"
#include "tokenizers/text/pieces.h"

namespace hfi::tokenizers::pre_tokenizers {

enum class Behavior { removed, isolated, merged_with_previous, merged_with_next, contiguous };

// The member `behavior`: "Removed", "Isolated", "MergedWithPrevious", "MergedWithNext" or "Contiguous".
Result<Behavior> read_behavior(const Component& component);

// Takes delimiters and what is between them, in order and without gaps, and adds the pieces to the sink.
class Delimited {
 public:
  Delimited(Behavior behavior, PieceSink& sink) : behavior_(behavior), sink_(&sink) {}
  Delimited(const Delimited&) = delete;
  Delimited& operator=(const Delimited&) = delete;
  ~Delimited() { flush(); }

  void add(std::size_t begin, std::size_t end, bool is_delimiter);

 private:
  void flush() { sink_->add(begin_, end_); }
  [[nodiscard]] bool joins(bool is_delimiter) const;

  Behavior behavior_;
  PieceSink* sink_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;  // of the piece that may still grow
  bool last_was_delimiter_ = false;
  bool is_first_ = true;
};

}  // namespace hfi::tokenizers::pre_tokenizers

#include "tokenizers/pre_tokenizers/behavior.h"

namespace hfi::tokenizers::pre_tokenizers {

Result<Behavior> read_behavior(const Component& component) {
  const auto name = TRY(component.text("behavior"));
  if (name == "Removed") return Behavior::removed;
  if (name == "Isolated") return Behavior::isolated;
  if (name == "MergedWithPrevious") return Behavior::merged_with_previous;
  if (name == "MergedWithNext") return Behavior::merged_with_next;
  if (name == "Contiguous") return Behavior::contiguous;
  return component.invalid("behavior", "unknown behavior \"" + name + "\"");
}

bool Delimited::joins(bool is_delimiter) const {
  switch (behavior_) {
    case Behavior::merged_with_previous:
      return is_delimiter && !last_was_delimiter_;
    case Behavior::merged_with_next:
      return !is_delimiter && last_was_delimiter_;
    case Behavior::contiguous:
      return is_delimiter == last_was_delimiter_;
    case Behavior::removed:
    case Behavior::isolated:
      return false;
  }
  return false;
}

void Delimited::add(std::size_t begin, std::size_t end, bool is_delimiter) {
  if (behavior_ == Behavior::removed && is_delimiter) return;
  if (!is_first_ && joins(is_delimiter)) {
    end_ = end;
  } else {
    flush();
    begin_ = begin;
    end_ = end;
  }
  last_was_delimiter_ = is_delimiter;
  is_first_ = false;
}

}  // namespace hfi::tokenizers::pre_tokenizers

#pragma once
// Strings to numbers: what a vocabulary is looked up in. Strings lie side by side in one block of memory.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hfi::tokenizers::models {

class StringMap {
 public:
  void reserve(std::size_t strings, std::size_t bytes);

  // A string that is there already gets the new value. Returns the index of its entry.
  std::size_t insert(std::string_view text, std::int32_t value);

  [[nodiscard]] std::optional<std::int32_t> find(std::string_view text) const;
  [[nodiscard]] std::size_t size() const { return entries_.size(); }

  struct Entry {
    std::uint32_t begin;
    std::uint32_t length;
    std::int32_t value;
  };
  [[nodiscard]] const std::vector<Entry>& entries() const { return entries_; }
  [[nodiscard]] std::string_view text(const Entry& entry) const {
    return std::string_view(arena_).substr(entry.begin, entry.length);
  }

 private:
  struct Slot {
    std::uint32_t tag = 0;
    std::uint32_t entry = 0;  // one more than its index; 0: empty
  };

  [[nodiscard]] std::size_t slot_of(std::string_view wanted, std::uint64_t hash) const;
  void grow();

  std::string arena_{};
  std::vector<Entry> entries_{};
  std::vector<Slot> slots_ = std::vector<Slot>(16);
};

}  // namespace hfi::tokenizers::models

#include "tokenizers/models/string_map.h"

#include <random>

#include "tokenizers/models/hash.h"

namespace hfi::tokenizers::models {
namespace {

std::uint32_t tag_of(std::uint64_t hash) { return static_cast<std::uint32_t>(hash >> 32U); }

}  // namespace

std::uint64_t random_seed() {
  std::random_device device;
  return std::uint64_t{device()} << 32U | device();
}

void StringMap::reserve(std::size_t strings, std::size_t bytes) {
  arena_.reserve(bytes);
  entries_.reserve(strings);
  auto slots = slots_.size();
  while (slots < strings * 2) slots *= 2;
  if (slots > slots_.size()) {
    slots_.assign(slots / 2, {});
    grow();
  }
}

std::size_t StringMap::slot_of(std::string_view wanted, std::uint64_t hash) const {
  const auto mask = slots_.size() - 1;
  for (auto i = hash & mask;; i = (i + 1) & mask) {
    const auto& slot = slots_[i];
    if (slot.entry == 0) return i;
    if (slot.tag == tag_of(hash) && text(entries_[slot.entry - 1]) == wanted) return i;
  }
}

void StringMap::grow() {
  slots_.assign(slots_.size() * 2, {});
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    const auto string = text(entries_[i]);
    const auto h = hash(string);
    slots_[slot_of(string, h)] = {tag_of(h), static_cast<std::uint32_t>(i + 1)};
  }
}

std::size_t StringMap::insert(std::string_view text, std::int32_t value) {
  if (slots_.size() < 2 * (entries_.size() + 1)) grow();
  const auto h = hash(text);
  auto& slot = slots_[slot_of(text, h)];
  if (slot.entry != 0) {
    entries_[slot.entry - 1].value = value;
    return slot.entry - 1;
  }
  entries_.push_back(
      {static_cast<std::uint32_t>(arena_.size()), static_cast<std::uint32_t>(text.size()), value});
  arena_ += text;
  slot = {tag_of(h), static_cast<std::uint32_t>(entries_.size())};
  return entries_.size() - 1;
}

std::optional<std::int32_t> StringMap::find(std::string_view text) const {
  const auto& slot = slots_[slot_of(text, hash(text))];
  if (slot.entry == 0) return std::nullopt;
  return entries_[slot.entry - 1].value;
}

}  // namespace hfi::tokenizers::models

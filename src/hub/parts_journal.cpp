#include "hub/parts_journal.h"

#include <algorithm>
#include <charconv>

namespace hfi::hub {
namespace {

constexpr std::string_view heading = "parts 1 ";
constexpr std::size_t digits =
    20;  // of every number in the journal, so that they can be overwritten
constexpr std::size_t line = 3 * (digits + 1);
constexpr std::size_t first_line = heading.size() + digits + 1;

// Takes a padded number and the character after it.
std::optional<std::uint64_t> take_number(std::string_view& text) {
  std::uint64_t number = 0;
  if (text.size() <= digits) return std::nullopt;
  const auto [end, error] = std::from_chars(text.data(), text.data() + digits, number);
  if (error != std::errc() || end != text.data() + digits) return std::nullopt;
  text.remove_prefix(digits + 1);
  return number;
}

}  // namespace

std::vector<Part> divided(std::uint64_t bytes, std::uint64_t part_bytes) {
  std::vector<Part> parts;
  for (std::uint64_t begin = 0; begin < bytes || parts.empty(); begin += part_bytes)
    parts.push_back({.begin = begin, .end = std::min(bytes, begin + part_bytes)});
  return parts;
}

std::uint64_t bytes_done(const std::vector<Part>& parts) {
  std::uint64_t bytes = 0;
  for (const auto& part : parts) bytes += part.done;
  return bytes;
}

std::string dump(const PartsJournal& journal, std::uint64_t bytes) {
  auto text = std::string(heading) + padded(bytes) + "\n";
  for (const auto& part : journal.parts)
    text += padded(part.begin) + " " + padded(part.end) + " " + padded(part.done) + "\n";
  return text + "etag " + journal.etag + "\n";
}

std::optional<PartsJournal> parse_journal(std::string_view text, std::uint64_t bytes) {
  if (!text.starts_with(heading)) return std::nullopt;
  text.remove_prefix(heading.size());
  if (take_number(text) != bytes) return std::nullopt;
  PartsJournal journal;
  std::uint64_t covered = 0;
  while (covered < bytes || (bytes == 0 && journal.parts.empty())) {
    const auto begin = take_number(text);
    const auto end = take_number(text);
    const auto done = take_number(text);
    if (!done || begin != covered || *end > bytes || *end < covered || *done > *end - covered)
      return std::nullopt;
    if (*end == covered && bytes > 0) return std::nullopt;
    journal.parts.push_back({.begin = covered, .end = *end, .done = *done});
    covered = *end;
  }
  if (!text.starts_with("etag ") || !text.ends_with('\n')) return std::nullopt;
  journal.etag = text.substr(5, text.size() - 6);
  return journal;
}

std::size_t offset_of_done(std::size_t part) { return first_line + part * line + 2 * (digits + 1); }

std::string padded(std::uint64_t number) {
  auto text = std::to_string(number);
  return std::string(digits - text.size(), '0') + text;
}

}  // namespace hfi::hub

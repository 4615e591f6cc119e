#pragma once
// Which bytes of an unfinished download are there, as text. Numbers have a fixed width, so that one can be overwritten in
// place:
//   parts 1 <bytes>
//   <begin> <end> <done>
//   etag "…"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hfi::hub {

struct Part {
  std::uint64_t begin = 0;
  std::uint64_t end = 0;
  std::uint64_t done = 0;  // bytes from `begin`
};

struct PartsJournal {
  std::vector<Part> parts{};
  std::string etag{};  // the validator of the answer that the bytes came from
};

// `bytes` as parts of at most `part_bytes`; one empty part when there are no bytes.
std::vector<Part> divided(std::uint64_t bytes, std::uint64_t part_bytes);
std::uint64_t bytes_done(const std::vector<Part>& parts);

std::string dump(const PartsJournal& journal, std::uint64_t bytes);
// nullopt unless the text describes exactly a file of that size.
std::optional<PartsJournal> parse_journal(std::string_view text, std::uint64_t bytes);

// Where the number of done bytes of a part stands, and how it is written.
std::size_t offset_of_done(std::size_t part);
std::string padded(std::uint64_t number);

}  // namespace hfi::hub

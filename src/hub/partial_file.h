#pragma once
// A blob on its way: the bytes that are there, in blobs/<name>.68666931.incomplete, and a journal of which they are, in
// blobs/<name>.68666931.parts.incomplete. Both survive a crash of the process.

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "hub/descriptor.h"
#include "hub/parts_journal.h"

namespace hfi::hub {

class PartialFile {
 public:
  // Continues what an earlier process left, or begins anew in parts of at most `part_bytes`. The caller holds the lock
  // of the blob. Fails with disk_failed or insufficient_disk, as do all that write.
  static Result<PartialFile> open(const std::filesystem::path& blob, std::uint64_t bytes,
                                  std::uint64_t part_bytes);

  [[nodiscard]] const std::vector<Part>& parts() const { return parts_; }
  [[nodiscard]] std::uint64_t done() const;
  [[nodiscard]] bool complete() const { return done() == bytes_; }
  [[nodiscard]] bool continued() const {
    return continued_;
  }  // some bytes are from an earlier process

  // The validator of the answer that the bytes came from; empty when there was none.
  [[nodiscard]] const std::string& etag() const { return etag_; }
  Result<void> set_etag(std::string_view etag);

  // Appends to what is done of a part; never more than is missing.
  Result<void> write(std::size_t index, std::string_view bytes);
  Result<std::string> read(std::uint64_t offset, std::size_t size) const;

  // Forgets all bytes. One part remains, for a server that gives nothing but the whole.
  Result<void> restart();
  // Gives the complete file its final name; the object is of no use afterwards.
  Result<void> publish();

 private:
  PartialFile(std::filesystem::path blob, std::uint64_t bytes);
  Result<void> begin(std::vector<Part> parts);
  Result<void> write_journal() const;
  Result<void> note(std::size_t part) const;

  std::filesystem::path blob_, data_path_, journal_path_;
  std::uint64_t bytes_ = 0;
  std::vector<Part> parts_;
  std::string etag_;
  bool continued_ = false;
  Descriptor data_, journal_;
};

// Removes what a download of this blob left; a running one is not disturbed by it, as the caller holds the lock.
Result<void> discard_partial(const std::filesystem::path& blob);

bool has_partial(const std::filesystem::path& blob);

// What an unfinished download of this blob has, without touching it; 0 when there is none.
std::uint64_t partial_bytes_done(const std::filesystem::path& blob, std::uint64_t bytes);

}  // namespace hfi::hub

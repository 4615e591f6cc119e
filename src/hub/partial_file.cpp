#include "hub/partial_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <utility>

#include "core/mapped_file.h"
#include "hub/disk.h"

namespace hfi::hub {
namespace {

namespace fs = std::filesystem;

// Other programs put a random tag here; a fixed one is found again ("hfi1").
constexpr std::string_view tag = ".68666931";
constexpr std::size_t largest_journal = 4U << 20U;
constexpr std::uint64_t writeback_step = 32ULL << 20U;

fs::path data_path(const fs::path& blob) {
  return blob.string() + std::string(tag) + ".incomplete";
}
fs::path journal_path(const fs::path& blob) {
  return blob.string() + std::string(tag) + ".parts.incomplete";
}

std::optional<PartsJournal> read_journal(const fs::path& blob, std::uint64_t bytes) {
  std::error_code error;
  if (fs::file_size(data_path(blob), error) != bytes || error) return std::nullopt;
  const auto text = read_file(journal_path(blob), largest_journal);
  return text ? parse_journal(*text, bytes) : std::nullopt;
}

Result<void> write_at(int file, std::string_view bytes, std::uint64_t offset,
                      const fs::path& path) {
  while (!bytes.empty()) {
    const auto written = ::pwrite(file, bytes.data(), bytes.size(), static_cast<off_t>(offset));
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return disk_failure("write", path);
    bytes.remove_prefix(static_cast<std::size_t>(written));
    offset += static_cast<std::uint64_t>(written);
  }
  return {};
}

}  // namespace

PartialFile::PartialFile(fs::path blob, std::uint64_t bytes)
    : blob_(std::move(blob)),
      data_path_(data_path(blob_)),
      journal_path_(journal_path(blob_)),
      bytes_(bytes) {}

Result<PartialFile> PartialFile::open(const fs::path& blob, std::uint64_t bytes,
                                      std::uint64_t part_bytes) {
  TRY(create_folders(blob.parent_path()));
  PartialFile file(blob, bytes);
  file.journal_ =
      Descriptor(::open(file.journal_path_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666));
  if (!file.journal_.is_open()) return disk_failure("create", file.journal_path_);
  auto journal = read_journal(blob, bytes);
  if (!journal) {
    TRY(file.begin(divided(bytes, part_bytes)));
    return file;
  }
  file.parts_ = std::move(journal->parts);
  file.etag_ = std::move(journal->etag);
  file.continued_ = file.done() > 0;
  file.data_ = Descriptor(::open(file.data_path_.c_str(), O_RDWR | O_CLOEXEC));
  if (!file.data_.is_open()) return disk_failure("open", file.data_path_);
  return file;
}

Result<void> PartialFile::begin(std::vector<Part> parts) {
  parts_ = std::move(parts);
  etag_.clear();
  continued_ = false;
  // a new file rather than an emptied one: where locks do not work, the old one may be another process's by now
  ::unlink(data_path_.c_str());
  data_ = Descriptor(::open(data_path_.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666));
  if (!data_.is_open()) return disk_failure("create", data_path_);
  if (::ftruncate(data_.number(), static_cast<off_t>(bytes_)) != 0)
    return disk_failure("resize", data_path_);
  return write_journal();
}

Result<void> PartialFile::write_journal() const {
  const auto text = dump({.parts = parts_, .etag = etag_}, bytes_);
  if (::ftruncate(journal_.number(), 0) != 0) return disk_failure("resize", journal_path_);
  return write_at(journal_.number(), text, 0, journal_path_);
}

// Overwrites one number in place: cheap enough for every piece that arrives.
Result<void> PartialFile::note(std::size_t part) const {
  return write_at(journal_.number(), padded(parts_[part].done), offset_of_done(part),
                  journal_path_);
}

std::uint64_t PartialFile::done() const { return bytes_done(parts_); }

Result<void> PartialFile::set_etag(std::string_view etag) {
  if (etag == etag_) return {};
  etag_ = etag;
  return write_journal();
}

Result<void> PartialFile::write(std::size_t index, std::string_view bytes) {
  auto& part = parts_.at(index);
  const auto offset = part.begin + part.done;
  if (bytes.size() > part.end - offset)
    return fail(ErrorCode::hub_invalid,
                "more bytes than the " + std::to_string(part.end - part.begin) + " asked for");
  TRY(write_at(data_.number(), bytes, offset, data_path_));
  // the journal comes after the bytes, so that a crash in between repeats some and misses none
  part.done += bytes.size();
  TRY(note(index));
  // starts writing to the disk early, so that the last sync is short
  const auto before = (offset - part.begin) / writeback_step;
  if (part.done / writeback_step != before)
    ::sync_file_range(data_.number(), static_cast<off_t>(part.begin + before * writeback_step),
                      static_cast<off_t>(writeback_step), SYNC_FILE_RANGE_WRITE);
  return {};
}

Result<std::string> PartialFile::read(std::uint64_t offset, std::size_t size) const {
  std::string bytes(std::min<std::uint64_t>(size, bytes_ - std::min(offset, bytes_)), '\0');
  for (std::size_t filled = 0; filled < bytes.size();) {
    const auto count = ::pread(data_.number(), bytes.data() + filled, bytes.size() - filled,
                               static_cast<off_t>(offset + filled));
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return disk_failure("read", data_path_);
    filled += static_cast<std::size_t>(count);
  }
  return bytes;
}

Result<void> PartialFile::restart() {
  return begin(divided(bytes_, std::max<std::uint64_t>(bytes_, 1)));
}

Result<void> PartialFile::publish() {
  if (::fsync(data_.number()) != 0) return disk_failure("write", data_path_);
  if (::rename(data_path_.c_str(), blob_.c_str()) != 0 && ::access(blob_.c_str(), F_OK) != 0)
    return disk_failure("rename", data_path_);
  ::unlink(journal_path_.c_str());
  return {};
}

Result<void> discard_partial(const fs::path& blob) {
  for (const auto& path : {data_path(blob), journal_path(blob)})
    if (::unlink(path.c_str()) != 0 && errno != ENOENT) return disk_failure("remove", path);
  return {};
}

bool has_partial(const fs::path& blob) { return present(journal_path(blob)); }

std::uint64_t partial_bytes_done(const fs::path& blob, std::uint64_t bytes) {
  const auto journal = read_journal(blob, bytes);
  return journal ? bytes_done(journal->parts) : 0;
}

}  // namespace hfi::hub

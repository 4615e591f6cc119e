#include "hub/disk.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstring>

#include "hub/descriptor.h"

namespace hfi::hub {
namespace {

namespace fs = std::filesystem;

// Unique among processes and threads that write the same file at once.
fs::path beside(const fs::path& path) {
  static std::atomic<unsigned> count = 0;
  return path.string() + "." + std::to_string(::getpid()) + "-" + std::to_string(++count) + ".tmp";
}

Result<void> write_whole(int file, const fs::path& path, std::string_view content) {
  while (!content.empty()) {
    const auto written = ::write(file, content.data(), content.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return disk_failure("write", path);
    content.remove_prefix(static_cast<std::size_t>(written));
  }
  // without it a crash of the machine can leave an empty file under the final name
  if (::fsync(file) != 0) return disk_failure("write", path);
  return {};
}

}  // namespace

tl::unexpected<Error> disk_failure(std::string_view verb, const fs::path& path, int number) {
  const bool full = number == ENOSPC || number == EDQUOT;
  return fail(full ? ErrorCode::insufficient_disk : ErrorCode::disk_failed,
              path.string() + ": cannot " + std::string(verb) + ": " + std::strerror(number));
}

tl::unexpected<Error> disk_failure(std::string_view verb, const fs::path& path) {
  return disk_failure(verb, path, errno);
}

Result<void> create_folders(const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) return disk_failure("create the folder", folder, error.value());
  return {};
}

Result<std::uint64_t> free_bytes(fs::path path) {
  struct statvfs status {};
  while (::statvfs(path.empty() ? "." : path.c_str(), &status) != 0) {
    if (errno != ENOENT || path.empty()) return disk_failure("ask for the free space", path);
    path = path.has_relative_path() ? path.parent_path() : fs::path();
  }
  return std::uint64_t{status.f_bavail} * status.f_frsize;
}

bool present(const fs::path& path) {
  std::error_code ignored;
  return fs::exists(path, ignored);
}

std::uint64_t occupied_bytes(const fs::path& path) {
  constexpr std::uint64_t block = 512;  // the unit of st_blocks, whatever the file system's own
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) return 0;
  return std::min(static_cast<std::uint64_t>(status.st_size),
                  static_cast<std::uint64_t>(status.st_blocks) * block);
}

Result<void> replace_file(const fs::path& path, std::string_view content) {
  TRY(create_folders(path.parent_path()));
  const auto temporary = beside(path);
  const Descriptor file(::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666));
  if (!file.is_open()) return disk_failure("create", temporary);
  auto written = write_whole(file.number(), path, content);
  if (written && ::rename(temporary.c_str(), path.c_str()) != 0)
    written = disk_failure("replace", path);
  if (!written) ::unlink(temporary.c_str());
  return written;
}

}  // namespace hfi::hub

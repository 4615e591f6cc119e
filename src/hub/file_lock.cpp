#include "hub/file_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

#include "hub/disk.h"

namespace hfi::hub {
namespace {

constexpr mode_t shared_by_group = 0664;  // several users may share one cache

}  // namespace

Result<std::optional<FileLock>> FileLock::try_lock(const std::filesystem::path& path) {
  TRY(create_folders(path.parent_path()));
  FileLock lock(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, shared_by_group));
  if (lock.file_ < 0) return disk_failure("open", path);
  if (::flock(lock.file_, LOCK_EX | LOCK_NB) == 0) return lock;
  if (errno == EWOULDBLOCK || errno == EACCES) return std::nullopt;
  if (errno == ENOSYS || errno == EOPNOTSUPP) return lock;
  return disk_failure("lock", path);
}

FileLock::FileLock(FileLock&& other) noexcept : file_(std::exchange(other.file_, -1)) {}

FileLock& FileLock::operator=(FileLock&& other) noexcept {
  std::swap(file_, other.file_);
  return *this;
}

FileLock::~FileLock() {
  if (file_ >= 0) ::close(file_);
}

}  // namespace hfi::hub

#include "hub/file_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

#include <cerrno>

#include "hub/disk.h"

namespace hfi::hub {
namespace {

constexpr mode_t shared_by_group = 0664;  // several users may share one cache

}  // namespace

Result<std::optional<FileLock>> FileLock::try_lock(const std::filesystem::path& path) {
  TRY(create_folders(path.parent_path()));
  FileLock lock(
      Descriptor(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, shared_by_group)));
  if (!lock.file_.is_open()) return disk_failure("open", path);
  ::fchmod(lock.file_.number(),
           shared_by_group);  // against the umask; the owner alone can, once is enough
  if (::flock(lock.file_.number(), LOCK_EX | LOCK_NB) == 0) return lock;
  if (errno == EWOULDBLOCK || errno == EACCES) return std::nullopt;
  if (errno == ENOSYS || errno == EOPNOTSUPP) return lock;
  return disk_failure("lock", path);
}

}  // namespace hfi::hub

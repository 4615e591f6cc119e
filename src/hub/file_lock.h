#pragma once
// A lock file shared with other processes, `huggingface_hub` among them.

#include <filesystem>
#include <optional>

#include "core/result.h"
#include "hub/descriptor.h"

namespace hfi::hub {

// Holds flock(2) on a file until it is destroyed. The file stays: removing it would let two processes hold
// "the same" lock.
class FileLock {
 public:
  // Creates the file and its folder when they are missing. nullopt: somebody else holds it. A file
  // system without flock grants every lock, as readers of the cache must not depend on it. Fails with
  // disk_failed.
  static Result<std::optional<FileLock>> try_lock(const std::filesystem::path& path);

 private:
  explicit FileLock(Descriptor file) : file_(std::move(file)) {}

  Descriptor file_;
};

}  // namespace hfi::hub

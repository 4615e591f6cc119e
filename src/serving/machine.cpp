#include "serving/machine.h"

#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <string>

namespace hfi::serving {

std::uint64_t memory_of_this_process() {
  auto bytes = static_cast<std::uint64_t>(::sysconf(_SC_PHYS_PAGES)) *
               static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
  // of control groups versions 2 and 1; "max" is no number and sets no limit
  for (const auto* path :
       {"/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"}) {
    std::ifstream file(path);
    std::uint64_t limit = 0;
    if (file >> limit) bytes = std::min(bytes, limit);
  }
  return bytes;
}

}  // namespace hfi::serving

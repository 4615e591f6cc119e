#include "core/mapped_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace hfi {
namespace {

auto cannot(std::string_view verb, const std::filesystem::path& path) {
  return fail(ErrorCode::model_invalid, path.filename().string() + ": cannot " + std::string(verb) +
                                            ": " + std::strerror(errno));
}

}  // namespace

Result<MappedFile> MappedFile::open(const std::filesystem::path& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return cannot("open", path);
  struct stat status {};
  void* data = nullptr;
  const bool known = ::fstat(file, &status) == 0 && S_ISREG(status.st_mode);
  const auto size = known ? static_cast<std::size_t>(status.st_size) : 0;
  if (size > 0) data = ::mmap(nullptr, size, PROT_READ, MAP_SHARED, file, 0);
  ::close(file);
  if (!known) return fail(ErrorCode::model_invalid, path.filename().string() + ": not a file");
  if (data == MAP_FAILED) return cannot("map", path);
  return MappedFile(static_cast<const std::byte*>(data), size);
}

MappedFile::MappedFile(MappedFile&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}

MappedFile& MappedFile::operator=(MappedFile&& other) noexcept {
  std::swap(data_, other.data_);
  std::swap(size_, other.size_);
  return *this;
}

MappedFile::~MappedFile() {
  if (data_ != nullptr) ::munmap(const_cast<std::byte*>(data_), size_);
}

Result<std::string> read_file(const std::filesystem::path& path, std::size_t limit) {
  const auto file = TRY(MappedFile::open(path));
  if (file.bytes().size() > limit)
    return fail(ErrorCode::model_invalid,
                path.filename().string() + ": " + std::to_string(file.bytes().size()) +
                    " bytes, at most " + std::to_string(limit) + " are read");
  return std::string(file.text());
}

}  // namespace hfi

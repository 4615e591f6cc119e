#pragma once
// What can fail when the cache is written, as values.

#include <cstdint>
#include <filesystem>
#include <string_view>

#include "core/result.h"

namespace hfi::hub {

// The error of a system call that has just failed: insufficient_disk when there is no room, else
// disk_failed; `verb` says what was tried.
tl::unexpected<Error> disk_failure(std::string_view verb, const std::filesystem::path& path,
                                   int number);
tl::unexpected<Error> disk_failure(std::string_view verb,
                                   const std::filesystem::path& path);  // with errno

Result<void> create_folders(const std::filesystem::path& folder);

// Bytes that this user may still write where `path` is or will be.
Result<std::uint64_t> free_bytes(std::filesystem::path path);

// Whether there is something under this name; a link counts when what it points at does.
bool present(const std::filesystem::path& path);

// What the file takes up: its size, less the holes of a download whose parts arrive in any order. 0 when absent.
std::uint64_t occupied_bytes(const std::filesystem::path& path);

// Replaces the file in one step: a reader sees the old content or the new one, nothing between. Folders are
// created as needed.
Result<void> replace_file(const std::filesystem::path& path, std::string_view content);

}  // namespace hfi::hub

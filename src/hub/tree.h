#pragma once
// The files of a repository at one commit, and their copy in the cache (trees/<commit>.json), which
// `huggingface_hub` reads and writes as well.

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace hfi::hub {

struct TreeFile {
  std::string path{};
  std::uint64_t bytes = 0;
  std::string blob_id{};                     // git's SHA-1 of the file, or of the pointer to it
  std::optional<std::string> sha256{};       // of the content, when large-file storage holds it
  std::optional<std::uint64_t> lfs_bytes{};  // as large-file storage has it
  std::optional<std::string> xet_hash{};

  friend bool operator==(const TreeFile&, const TreeFile&) = default;
};

struct Tree {
  std::string commit{};
  std::vector<TreeFile> files{};  // by path
};

// What blobs/<name> the content goes to: its SHA-256, else its git SHA-1.
const std::string& blob_name(const TreeFile& file);
std::uint64_t content_bytes(const TreeFile& file);

// nullptr when the repository has no such file.
const TreeFile* find_file(const Tree& tree, std::string_view path);

// Sorts by path and refuses what cannot be stored: paths that leave the repository or come twice,
// hashes that are none. Fails with hub_invalid.
Result<Tree> checked_tree(Tree tree);

// nullopt when the cache has no listing of this commit. Fails with model_invalid when it is damaged.
Result<std::optional<Tree>> read_tree(const std::filesystem::path& repository,
                                      std::string_view commit);

// Byte for byte what `huggingface_hub` writes. Fails with disk_failed or insufficient_disk.
Result<void> write_tree(const std::filesystem::path& repository, const Tree& tree);

}  // namespace hfi::hub

#pragma once
// A model as it lies in the Hub cache, file by file.

#include <filesystem>
#include <string>
#include <string_view>

#include "fakes/temporary_folder.h"

namespace hfi::fakes {

inline const std::string first_commit(40, 'a');
inline const std::string second_commit(40, 'b');

struct CachedModel {
  std::filesystem::path repository;

  // Stores `content` as blobs/<blob> and links to it from the snapshot.
  void add(std::string_view commit, std::string_view path, std::string_view blob,
           std::string_view content) const {
    write_file(repository / "blobs" / blob, content);
    const auto link = repository / "snapshots" / commit / path;
    std::filesystem::create_directories(link.parent_path());
    std::filesystem::create_symlink(
        std::filesystem::relative(repository / "blobs" / blob, link.parent_path()), link);
  }
  void name(std::string_view ref, std::string_view commit) const {
    write_file(repository / "refs" / ref, commit);
  }
};

}  // namespace hfi::fakes

#pragma once
// Names that come from outside and become part of a path or an address: model ids, revisions, paths
// of files. Nothing that these functions accept leaves the folder it is put into.

#include <optional>
#include <string>
#include <string_view>

#include "core/result.h"

namespace hfi::hub {

// `name` or `namespace/name`: letters, digits, `-`, `_`, `.`, each part beginning and ending with a
// letter, a digit or `_`, no `--`, no `..`, at most 96 bytes a part. Fails with invalid_request.
Result<void> check_model_id(std::string_view id);

// A branch, a tag, `refs/pr/1` or a commit, by git's rules for names. Fails with invalid_request.
Result<void> check_revision(std::string_view revision);

// The path of a file in a repository: relative, with `/`, without `.`, `..` and empty parts. Fails
// with invalid_request.
Result<void> check_file_path(std::string_view path);

// 40 lower-case hexadecimal digits: such a revision names itself and needs no look-up.
bool is_commit(std::string_view revision);
bool is_hex(std::string_view text, std::size_t length);

// `org/name` as a folder of the cache, `models--org--name`, and back. nullopt when the folder is not one
// of a model.
std::string folder_of(std::string_view model_id);
std::optional<std::string> model_id_of(std::string_view folder);

}  // namespace hfi::hub

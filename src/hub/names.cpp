#include "hub/names.h"

#include <algorithm>
#include <cctype>

namespace hfi::hub {
namespace {

constexpr std::size_t longest_part = 96;
constexpr std::size_t longest_name = 255;  // one path component
constexpr std::size_t longest_path =
    2048;  // leaves room for the cache's own folders below PATH_MAX
constexpr std::string_view prefix = "models--";

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

bool is_id_part(std::string_view part) {
  return !part.empty() && part.size() <= longest_part && is_word(part.front()) &&
         is_word(part.back()) &&
         std::ranges::all_of(part, [](char c) { return is_word(c) || c == '-' || c == '.'; });
}

bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x20 || byte == 0x7f;
}

// Every part between slashes can be the name of a file and nothing else.
bool is_relative_path(std::string_view path) {
  if (path.empty() || path.size() > longest_path || std::ranges::any_of(path, is_control))
    return false;
  while (true) {
    const auto end = path.find('/');
    const auto part = path.substr(0, end);
    if (part.empty() || part == "." || part == ".." || part.size() > longest_name) return false;
    if (end == std::string_view::npos) return true;
    path.remove_prefix(end + 1);
  }
}

// What is shown of a name that was refused: it may be long or full of control characters.
std::string shown(std::string_view name) {
  std::string text(name.substr(0, longest_part));
  std::ranges::replace_if(text, is_control, '?');
  return "\"" + text + "\"";
}

}  // namespace

Result<void> check_model_id(std::string_view id) {
  const auto slash = id.find('/');
  const bool parts_fit = slash == std::string_view::npos
                             ? is_id_part(id)
                             : is_id_part(id.substr(0, slash)) && is_id_part(id.substr(slash + 1));
  const bool reserved = id.find("--") != std::string_view::npos ||
                        id.find("..") != std::string_view::npos || id.ends_with(".git");
  if (parts_fit && !reserved) return {};
  return fail(ErrorCode::invalid_request,
              "model id: expected `name` or `namespace/name` as on the Hub, got " + shown(id));
}

Result<void> check_revision(std::string_view revision) {
  const bool refused = revision.find_first_of("\\ ~^:?*[") != std::string_view::npos ||
                       revision.find("..") != std::string_view::npos ||
                       revision.find("@{") != std::string_view::npos || revision.ends_with(".lock");
  if (is_relative_path(revision) && !refused) return {};
  return fail(ErrorCode::invalid_request,
              "revision: expected a branch, a tag or a commit, got " + shown(revision));
}

Result<void> check_file_path(std::string_view path) {
  if (is_relative_path(path)) return {};
  return fail(ErrorCode::invalid_request,
              "file: expected a relative path inside the repository, got " + shown(path));
}

bool is_hex(std::string_view text, std::size_t length) {
  return text.size() == length && std::ranges::all_of(text, [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
         });
}

bool is_commit(std::string_view revision) { return is_hex(revision, 40); }

std::string folder_of(std::string_view model_id) {
  std::string folder(prefix);
  for (const char c : model_id) {
    if (c == '/')
      folder += "--";
    else
      folder += c;
  }
  return folder;
}

std::optional<std::string> model_id_of(std::string_view folder) {
  if (!folder.starts_with(prefix)) return std::nullopt;
  std::string id(folder.substr(prefix.size()));
  if (const auto separator = id.find("--"); separator != std::string::npos)
    id.replace(separator, 2, "/");
  if (!check_model_id(id)) return std::nullopt;
  return id;
}

}  // namespace hfi::hub

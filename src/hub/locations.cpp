#include "hub/locations.h"

#include <cctype>

namespace hfi::hub {
namespace {

bool is_name(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

std::string or_else(const Environment& environment, std::string_view name,
                    const std::string& otherwise) {
  const auto found = environment.find(name);
  return found == environment.end() ? otherwise : found->second;
}

Result<std::string> expand_home(std::string path, const Environment& environment) {
  if (!path.starts_with('~')) return path;
  const auto home = environment.find("HOME");
  if (home == environment.end() || (path.size() > 1 && path[1] != '/'))
    return fail(
        ErrorCode::invalid_option,
        path +
            ": cannot tell which folder `~` is; set HOME, or name the folder of the Hub cache with "
            "--cache-dir or HF_HUB_CACHE");
  return home->second + path.substr(1);
}

// `$NAME` and `${NAME}`; what is not defined stays as it is written.
std::string expand_variables(std::string_view path, const Environment& environment) {
  std::string expanded;
  while (!path.empty()) {
    const bool braced = path.starts_with("${");
    std::size_t end = braced ? path.find('}') : 1;
    if (path[0] != '$' || end == std::string_view::npos) {
      expanded += path[0];
      path.remove_prefix(1);
      continue;
    }
    while (!braced && end < path.size() && is_name(path[end])) ++end;
    const auto name = braced ? path.substr(2, end - 2) : path.substr(1, end - 1);
    if (braced) ++end;
    const auto found = environment.find(name);
    expanded += found == environment.end() ? path.substr(0, end) : std::string_view(found->second);
    path.remove_prefix(end);
  }
  return expanded;
}

Result<std::string> expand(const std::string& path, const Environment& environment) {
  return expand_variables(TRY(expand_home(path, environment)), environment);
}

std::string joined(const std::string& folder, std::string_view name) {
  return (std::filesystem::path(folder) / name).string();
}

}  // namespace

std::string value_of(const Environment& environment, std::string_view name) {
  return or_else(environment, name, "");
}

Result<Locations> locations(const Environment& environment) {
  const auto caches = or_else(environment, "XDG_CACHE_HOME", "~/.cache");
  const auto hugging_face = or_else(environment, "HF_HOME", joined(caches, "huggingface"));
  const auto legacy = or_else(environment, "HUGGINGFACE_HUB_CACHE", joined(hugging_face, "hub"));
  const auto cache = or_else(environment, "HF_HUB_CACHE", legacy);
  Locations found{.cache_dir = TRY(expand(cache, environment))};

  const auto named = environment.find("HF_TOKEN_PATH");
  if (named != environment.end())
    found.token_file = TRY(expand(named->second, environment));
  else if (const auto token = expand(joined(hugging_face, "token"), environment))
    found.token_file = *token;
  return found;
}

}  // namespace hfi::hub

#pragma once
// Where models and the token lie on this machine, by the rules of `huggingface_hub`, so that both
// programs use the same folder.

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "core/result.h"

namespace hfi::hub {

// The process environment, read once by the caller.
using Environment = std::map<std::string, std::string, std::less<>>;

// Empty when it is not set.
std::string value_of(const Environment& environment, std::string_view name);

struct Locations {
  std::filesystem::path cache_dir{};  // HF_HUB_CACHE, HUGGINGFACE_HUB_CACHE or <home>/hub
  // HF_TOKEN_PATH or <home>/token; absent when the latter lies below a HOME that is not set
  std::optional<std::filesystem::path> token_file{};
};

// <home> is HF_HOME, else $XDG_CACHE_HOME/huggingface, else ~/.cache/huggingface. `~` and `$NAME` are
// expanded in all of them. Fails with invalid_option when a `~` cannot be expanded for want of HOME.
Result<Locations> locations(const Environment& environment);

}  // namespace hfi::hub

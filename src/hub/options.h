#pragma once
// Which Hub is talked to, as whom, and how.

#include <filesystem>
#include <optional>
#include <string>

#include "core/result.h"
#include "hub/locations.h"
#include "hub/network.h"

namespace hfi::hub {

struct Token {
  std::string value{};   // a secret: goes into requests, never into messages or logs
  std::string origin{};  // where it was found, for messages
};

enum class Access { online, offline };

struct HubOptions {
  std::string endpoint{};  // without a slash at the end
  std::optional<Token> token{};
  Access access = Access::online;
  Network network{};
  std::filesystem::path cache_dir{};
};

// What the command line says, where it says something.
struct HubFlags {
  std::optional<std::string> hub_url{};
  std::optional<std::filesystem::path> cache_dir{};
  Access access = Access::online;
};

// The flags first, then HF_ENDPOINT, HF_HUB_OFFLINE or TRANSFORMERS_OFFLINE, and the cache's own
// variables. The token is HF_TOKEN, HUGGING_FACE_HUB_TOKEN or what the token file holds, and none when
// HF_HUB_DISABLE_IMPLICIT_TOKEN is set. Fails with invalid_option, and disk_failed for a token file that
// cannot be read.
Result<HubOptions> hub_options(const Environment& environment, const HubFlags& flags);

}  // namespace hfi::hub

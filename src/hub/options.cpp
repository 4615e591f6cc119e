#include "hub/options.h"

#include <algorithm>
#include <cctype>

#include "core/mapped_file.h"

namespace hfi::hub {
namespace {

constexpr std::size_t longest_token = 4096;
constexpr std::string_view hugging_face = "https://huggingface.co";

bool is_true(std::string value) {
  std::ranges::transform(value, value.begin(),
                         [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  return value == "1" || value == "ON" || value == "YES" || value == "TRUE";
}

// As `huggingface_hub` cleans it: line ends anywhere, spaces around.
std::string cleaned(std::string text) {
  std::erase_if(text, [](char c) { return c == '\r' || c == '\n'; });
  text.erase(0, text.find_first_not_of(' '));
  text.erase(text.find_last_not_of(' ') + 1);
  return text;
}

Result<std::optional<Token>> checked(std::string text, std::string origin) {
  auto value = cleaned(std::move(text));
  if (value.empty()) return std::nullopt;
  if (std::ranges::any_of(value, [](char c) { return c <= ' ' || c > '~'; }))
    return fail(ErrorCode::invalid_option,
                origin + ": the token holds characters that no token has");
  return Token{.value = std::move(value), .origin = std::move(origin)};
}

Result<std::optional<Token>> token_of(const Environment& environment,
                                      const std::optional<std::filesystem::path>& file) {
  if (is_true(value_of(environment, "HF_HUB_DISABLE_IMPLICIT_TOKEN"))) return std::nullopt;
  for (const auto* name : {"HF_TOKEN", "HUGGING_FACE_HUB_TOKEN"})
    if (auto token = TRY(checked(value_of(environment, name), name))) return token;
  std::error_code error;
  if (!file || !std::filesystem::exists(*file, error)) return std::nullopt;
  auto text = read_file(*file, longest_token);
  if (!text) return fail(ErrorCode::disk_failed, "the token file " + text.error().message);
  return checked(std::move(*text), file->string());
}

Result<std::string> checked_endpoint(std::string url) {
  while (url.ends_with('/')) url.pop_back();
  const auto host = url.starts_with("https://") ? 8U : url.starts_with("http://") ? 7U : 0U;
  const bool strange = std::ranges::any_of(url, [](char c) { return c <= ' ' || c > '~'; });
  if (host > 0 && url.size() > host && !strange && url.find_first_of("?#@") == std::string::npos)
    return url;
  return fail(ErrorCode::invalid_option, "hub url: expected http://host or https://host, got \"" +
                                             shown_url(url).substr(0, 256) + "\"");
}

}  // namespace

Result<HubOptions> hub_options(const Environment& environment, const HubFlags& flags) {
  HubOptions options{.access = flags.access, .network = TRY(network_of(environment))};
  auto endpoint = value_of(environment, "HF_ENDPOINT");
  if (endpoint.empty()) endpoint = hugging_face;
  options.endpoint = TRY(checked_endpoint(flags.hub_url.value_or(endpoint)));
  auto offline = value_of(environment, "HF_HUB_OFFLINE");
  if (offline.empty()) offline = value_of(environment, "TRANSFORMERS_OFFLINE");
  if (is_true(offline)) options.access = Access::offline;

  auto where = environment;
  if (flags.cache_dir) where["HF_HUB_CACHE"] = flags.cache_dir->string();
  const auto found = TRY(locations(where));
  options.cache_dir = flags.cache_dir.value_or(found.cache_dir);
  options.token = TRY(token_of(environment, found.token_file));
  return options;
}

}  // namespace hfi::hub

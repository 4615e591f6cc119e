#include "server/http/static_files.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <map>
#include <utility>

#include "core/mapped_file.h"
#include "server/http/content_type.h"
#include "server/http/target.h"

namespace hfi::server {
namespace {

namespace fs = std::filesystem;

struct File {
  SharedBytes bytes;
  std::string content_type;
  std::string etag;
  std::string cache_control;
};

using Files = std::map<std::string, File, std::less<>>;  // by path: "/assets/index-1f2e.js"

// FNV-1a: tells versions of a file apart, and nobody gains by forging it.
std::string etag_of(std::string_view bytes) {
  std::uint64_t hash = 0xcbf29ce484222325U;
  for (const char c : bytes) {
    hash ^= static_cast<unsigned char>(c);
    hash *= 0x100000001b3U;
  }
  std::array<char, 24> text{};
  const auto length =
      std::snprintf(text.data(), text.size(), "\"%016llx\"", static_cast<unsigned long long>(hash));
  return {text.data(), static_cast<std::size_t>(length)};
}

File make_file(const std::string& path, std::string bytes) {
  auto etag = etag_of(bytes);
  return {.bytes = std::make_shared<const std::string>(std::move(bytes)),
          .content_type = std::string(content_type_of(path)),
          .etag = std::move(etag),
          .cache_control =
              path.starts_with("/assets/") ? "public, max-age=31536000, immutable" : "no-cache"};
}

auto refuse(const fs::path& path, const std::string& why) {
  return fail(ErrorCode::invalid_option, "static files: " + path.string() + ": " + why);
}

Result<Files> read_folder(const fs::path& folder, std::size_t limit) {
  Files files;
  std::error_code error;
  auto left = limit;
  for (auto entry = fs::recursive_directory_iterator(folder, error);
       !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
    const auto status = entry->symlink_status(error);
    if (error || fs::is_directory(status)) continue;
    if (!fs::is_regular_file(status))
      return refuse(entry->path(), "only plain files are served; replace it by its content");
    auto bytes = read_file(entry->path(), left);
    if (!bytes)
      return refuse(folder, bytes.error().message + " (all files together may have " +
                                std::to_string(limit) + " bytes)");
    left -= bytes->size();
    const auto path = "/" + entry->path().lexically_relative(folder).generic_string();
    files.emplace(path, make_file(path, std::move(*bytes)));
  }
  if (error) return refuse(folder, error.message());
  return files;
}

// The client has this version: RFC 9110, 13.1.2, by weak comparison.
bool is_known(const Request& request, const File& file) {
  const auto known = request.header("if-none-match");
  return known && (*known == "*" || known->find(file.etag) != std::string_view::npos);
}

// The page loads nothing from other hosts, and no other page may hold it in a frame. `blob:` is what
// it makes itself: recordings, pictures out of answers, textures.
constexpr auto policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "media-src 'self' data: blob:; connect-src 'self' blob:; font-src 'self'; manifest-src 'self'; "
    "frame-src blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

Pairs headers_of(const File& file) {
  return {{"etag", file.etag},
          {"cache-control", file.cache_control},
          {"vary", "accept-encoding"},
          {"content-security-policy", policy},
          {"referrer-policy", "no-referrer"},
          {"cross-origin-opener-policy", "same-origin"},
          {"permissions-policy", "camera=(self), microphone=(self), geolocation=()"}};
}

// One coding of an Accept-Encoding list (RFC 9110, 12.5.3); `;q=0` refuses it.
bool accepts(std::string_view list, std::string_view coding) {
  for (std::size_t begin = 0; begin < list.size();) {
    const auto end = std::min(list.find(',', begin), list.size());
    auto item = list.substr(begin, end - begin);
    begin = end + 1;
    item.remove_prefix(std::min(item.find_first_not_of(' '), item.size()));
    const auto name = item.substr(0, item.find_first_of("; "));
    if (!equals_ignoring_case(name, coding)) continue;
    const auto weight = item.find("q=");
    return weight == std::string_view::npos ||
           item.find_first_not_of("0.", weight + 2) != std::string_view::npos;
  }
  return false;
}

struct Variant {
  const File* file;
  std::string_view coding;  // empty: as it is
};

// The smallest form of a file that the caller takes: beside `x.js` may lie `x.js.br` and `x.js.gz`.
Variant variant_of(const Files& files, const Files::const_iterator& found, const Request& request) {
  const auto list = request.header("accept-encoding").value_or("");
  for (const auto& [coding, ending] : {std::pair("br", ".br"), std::pair("gzip", ".gz")}) {
    const auto packed = files.find(found->first + ending);
    if (packed != files.end() && accepts(list, coding)) return {&packed->second, coding};
  }
  return {&found->second, {}};
}

Response to_response(const Request& request, const Variant& variant,
                     const std::string& content_type) {
  const auto& file = *variant.file;
  Response response{
      .status = 200, .content_type = content_type, .headers = headers_of(file), .body = file.bytes};
  if (!variant.coding.empty()) response.headers.emplace_back("content-encoding", variant.coding);
  if (!is_known(request, file)) return response;
  response.status = 304;
  response.content_type.clear();
  response.body = std::string();
  return response;
}

Result<Reply> serve_file(const Files& files, const Request& request) {
  const auto path = TRY(within("path", percent_decode(request.path)));
  const bool is_api = path == "/api" || path.starts_with("/api/");
  const auto accept = request.header("accept").value_or("");
  const bool navigates = accept.find("text/html") != std::string_view::npos;
  auto found = is_api ? files.end() : files.find(path);
  if (found == files.end() && !is_api && (navigates || path == "/"))
    found = files.find("/index.html");
  if (found == files.end()) return fail(ErrorCode::not_found, path + ": there is no such file");
  return to_response(request, variant_of(files, found, request), found->second.content_type);
}

}  // namespace

Result<Handler> static_files(const std::filesystem::path& folder, std::size_t limit) {
  auto files = std::make_shared<const Files>(TRY(read_folder(folder, limit)));
  return [files = std::move(files)](const Request& request) { return serve_file(*files, request); };
}

}  // namespace hfi::server
